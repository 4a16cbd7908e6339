// What is not drawn → a line of text below the diagram.
import { EDGE_ROLES } from '#language/view/graph/diagram.ts';
import type { LeftOut } from '#language/view/layout/placed.ts';
import { DETAIL_FONT } from '#language/view/layout/sizes.ts';
import { widthOf } from '#language/view/layout/text-metrics.ts';
import { escapeXml, number } from './xml.ts';

/** In CSS pixels, margins included. */
export const NOTE_HEIGHT = 28;

const MARGIN = 20;

/** `1400 internal connections are not drawn, because …`; `undefined` if everything is drawn. */
export function leftOutText(leftOut: LeftOut): string | undefined {
  const counts = EDGE_ROLES.flatMap((role) => {
    const count = leftOut.get(role) ?? 0;
    return count === 0 ? [] : [{ role, count }];
  });
  if (counts.length === 0) return undefined;
  const all = counts.map(({ role, count }) => `${count} ${role}`).join(', ');
  const isOne = counts.length === 1 && counts[0]?.count === 1;
  return `${all} ${isOne ? 'connection is' : 'connections are'} not drawn, because there are too many for one picture. A view of fewer resources or flows shows them.`;
}

/** The text, from `x` at the top `y` (CSS pixels). */
export function noteElement(text: string, x: number, y: number): string {
  return `<text class="detail" x="${number(x)}" y="${number(y + NOTE_HEIGHT / 2)}">${escapeXml(text)}</text>`;
}

/** The width that the text needs, in CSS pixels, margins included. */
export function noteWidth(text: string | undefined): number {
  return text === undefined ? 0 : 2 * MARGIN + Math.ceil(widthOf(text, DETAIL_FONT));
}
