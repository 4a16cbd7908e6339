// The elements, attributes and style of a drawing → whether they may be inserted into the page. Exactly what our own drawings contain is
// allowed; this protects the page if a label ever became markup.

const ELEMENTS: ReadonlySet<string> = new Set(['svg', 'g', 'title', 'desc', 'path', 'rect', 'circle', 'text']);

/** Drawing elements only: no script, link, animation or image, and nothing that refers to something else. */
export function isAllowedElement(name: string): boolean {
  return ELEMENTS.has(name);
}

/** Attributes whose value is only text for the page: no browser loads or runs what they contain. */
const TEXTS: ReadonlySet<string> = new Set(['class', 'data-id', 'data-from', 'data-to', 'data-line', 'role', 'aria-label']);

const SHAPES: ReadonlySet<string> = new Set([
  ...['width', 'height', 'viewBox', 'x', 'y', 'rx', 'cx', 'cy', 'r', 'd'],
  ...['fill', 'stroke-dasharray', 'transform'],
]);

/** Browsers read some of these attributes as CSS. Without quotes, colons, slashes and escapes there is no URL of another place. */
const SHAPE = /^[\w\s.,#()-]*$/;

/** No event handlers, inline styles, identifiers or references. */
export function isAllowedAttribute(name: string, value: string): boolean {
  if (name === 'xmlns') {
    return value === 'http://www.w3.org/2000/svg';
  }
  return TEXTS.has(name) || (SHAPES.has(name) && SHAPE.test(value) && !/url/i.test(value));
}

/**
 * Only rules for classes of the drawing, with declarations without functions (`url(…)`, `image-set(…)`), escapes and at-rules (`@import`).
 * Chromium's constructed sheets load images as other sheets do.
 */
export function isAllowedStyle(text: string): boolean {
  return STYLE_SHEET.test(text);
}

/** Each selector begins with a class of the drawing's root, so that the rule cannot reach the page around it. */
const SELECTOR = String.raw`\.netarch[\w .>-]*`;
const STYLE_SHEET = new RegExp(String.raw`^\s*(?:${SELECTOR}(?:,${SELECTOR})*\{[\w\s.,:;#'-]*\}\s*)*$`);

/**
 * Separates the style sheets from a drawing. A page that forbids inline styles reports an error when it parses one;
 * a constructed sheet is allowed.
 */
export function splitStyle(svg: string): { readonly markup: string; readonly style: string } {
  const styles = [...svg.matchAll(STYLE)].map(([, text]) => text?.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '') ?? '');
  return { markup: svg.replace(STYLE, ''), style: styles.join('\n') };
}

const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style>/g;
