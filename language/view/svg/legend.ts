// The roles of the edges in a diagram → the legend of their colours.
import type { EdgeRole } from '#language/view/graph/diagram.ts';
import { DETAIL_FONT } from '#language/view/layout/sizes.ts';
import { widthOf } from '#language/view/layout/text-metrics.ts';
import { arrowHead, arrowLine, CROSS, cross, linePath } from './path.ts';
import { number } from './xml.ts';

/** In CSS pixels, margins included. */
export const LEGEND_HEIGHT = 34;

const WORDS: Readonly<Record<EdgeRole, string>> = {
  ingress: 'ingress',
  egress: 'egress',
  internal: 'internal',
  blocked: 'blocked',
};

const SAMPLE = 30;
const GAP = { text: 9, entry: 22 } as const;

/** One line: a sample of each role and its label, from `x` at the top `y` (CSS pixels). */
export function legendElement(roles: readonly EdgeRole[], x: number, y: number): string {
  let left = x;
  const middle = y + LEGEND_HEIGHT / 2 - 6;
  const entries = roles.map((role) => {
    const end = left + SAMPLE - (role === 'blocked' ? CROSS : 0);
    const points = [
      { x: left, y: middle },
      { x: end, y: middle },
    ];
    const line =
      role === 'blocked'
        ? `<path class="line" d="${linePath(points, 0)}"/><path class="cross" d="${cross(points)}"/>`
        : `<path class="line" d="${arrowLine(points)}"/><path class="arrow" d="${arrowHead(points)}"/>`;
    const words = `<text x="${number(left + SAMPLE + GAP.text)}" y="${number(middle + 3.8)}">${WORDS[role]}</text>`;
    left += entryWidth(role);
    return `<g class="${role}">${line}${words}</g>`;
  });
  return `<g class="legend">${entries.join('')}</g>`;
}

/** The width that the legend needs, in CSS pixels, margins included. */
export function legendWidth(roles: readonly EdgeRole[]): number {
  return roles.length === 0 ? 0 : 20 + roles.reduce((sum, role) => sum + entryWidth(role), 0);
}

function entryWidth(role: EdgeRole): number {
  return Math.ceil(SAMPLE + GAP.text + widthOf(WORDS[role], DETAIL_FONT) + GAP.entry);
}
