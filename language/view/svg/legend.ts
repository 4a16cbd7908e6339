// What occurs in a diagram → its legend: the roles of the edges, and in a comparison what became of the boxes.
import type { Change, EdgeRole } from '#language/view/graph/diagram.ts';
import { DETAIL_FONT } from '#language/view/layout/sizes.ts';
import { widthOf } from '#language/view/layout/text-metrics.ts';
import { signElement } from './changes.ts';
import { arrowHead, arrowLine, CROSS, cross, linePath } from './path.ts';
import { number } from './xml.ts';

/** In CSS pixels, margins included. */
export const LEGEND_HEIGHT = 34;

/** An entry: lines of this role, or boxes of which this became. */
export type LegendItem = EdgeRole | Change;

const WORDS: Readonly<Record<LegendItem, string>> = {
  ingress: 'ingress',
  egress: 'egress',
  internal: 'internal',
  blocked: 'blocked',
  opened: 'opened',
  closed: 'closed',
  rerouted: 'rerouted or otherwise changed',
  added: 'added',
  removed: 'removed',
  changed: 'changed',
};

const SAMPLE = 30;
const CARD_HEIGHT = 16;
const GAP = { text: 9, entry: 22 } as const;

/** One line: a sample of each item and its label, from `x` at the top `y` (CSS pixels). */
export function legendElement(items: readonly LegendItem[], x: number, y: number): string {
  let left = x;
  const middle = y + LEGEND_HEIGHT / 2 - 6;
  const entries = items.map((item) => {
    const words = `<text x="${number(left + SAMPLE + GAP.text)}" y="${number(middle + 3.8)}">${WORDS[item]}</text>`;
    const entry = `<g class="${item}">${sampleOf(item, left, middle)}${words}</g>`;
    left += entryWidth(item);
    return entry;
  });
  return `<g class="legend">${entries.join('')}</g>`;
}

function sampleOf(item: LegendItem, left: number, middle: number): string {
  if (item === 'added' || item === 'removed' || item === 'changed') {
    const card = `<rect class="surface" x="${number(left)}" y="${number(middle - CARD_HEIGHT / 2)}" width="${SAMPLE - 4}" height="${CARD_HEIGHT}" rx="4"/>`;
    return card + signElement(item, left + SAMPLE - 6, middle - CARD_HEIGHT / 2 + 2);
  }
  const end = left + SAMPLE - (item === 'blocked' ? CROSS : 0);
  const points = [
    { x: left, y: middle },
    { x: end, y: middle },
  ];
  return item === 'blocked'
    ? `<path class="line" d="${linePath(points, 0)}"/><path class="cross" d="${cross(points)}"/>`
    : `<path class="line" d="${arrowLine(points)}"/><path class="arrow" d="${arrowHead(points)}"/>`;
}

/** The width that the legend needs, in CSS pixels, margins included. */
export function legendWidth(items: readonly LegendItem[]): number {
  return items.length === 0 ? 0 : 20 + items.reduce((sum, item) => sum + entryWidth(item), 0);
}

function entryWidth(item: LegendItem): number {
  return Math.ceil(SAMPLE + GAP.text + widthOf(WORDS[item], DETAIL_FONT) + GAP.entry);
}
