// An icon → an image in a style of draw.io, where a data URI has no semicolon: what follows the comma is Base64.
import type { Box } from '#language/view/graph/diagram.ts';
import { type Icon, iconOf } from '#language/view/icons/icons.ts';

/** The icon of the box as a data URI. */
export function iconImage(box: Box): string {
  return `data:image/svg+xml,${base64(svgOf(iconOf(box)))}`;
}

function svgOf({ colour, glyph }: Icon): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="48" height="48"><rect width="24" height="24" rx="4" fill="${colour}"/>` +
    `<path transform="translate(1.68 1.68) scale(.86)" d="${glyph}" fill="none" stroke="#fff" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/></svg>`
  );
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Of ASCII text. The core has neither Node's Buffer nor a browser's `btoa`. Source: RFC 4648, section 4. */
function base64(text: string): string {
  const codes = Array.from(text, (character) => character.charCodeAt(0));
  let encoded = '';
  for (let index = 0; index < codes.length; index += 3) {
    const [a = 0, b, c] = codes.slice(index, index + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => DIGITS[(bits >> shift) & 63] ?? '');
    encoded += digits.map((digit, place) => (place > 1 && [b, c][place - 2] === undefined ? '=' : digit)).join('');
  }
  return encoded;
}
