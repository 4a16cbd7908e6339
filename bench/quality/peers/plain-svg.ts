// A drawing → SVG with nothing but boxes, lines and texts, for layouts that come without a picture.
import type { Diagram } from '#language/view/graph/diagram.ts';
import { type Drawing, flatten, isCard, type Rect } from '../drawing.ts';
import { textOf } from '../from-diagram.ts';
import { byId, given, keyed, linesOf } from './source.ts';

/** The SVG of a drawing of this diagram. Coordinates stay as they are. */
export function plainSvg({ boxes, edges }: Drawing, diagram: Diagram): string {
  const known = byId(keyed(diagram));
  const all = flatten(boxes);
  const rects = [...all, ...edges.flatMap(({ label }) => label ?? [])];
  const [left, top] = [Math.min(...rects.map(({ x }) => x)) - MARGIN, Math.min(...rects.map(({ y }) => y)) - MARGIN];
  const right = Math.max(...rects.map(({ x, width }) => x + width)) + MARGIN;
  const bottom = Math.max(...rects.map(({ y, height }) => y + height)) + MARGIN;
  const [width, height] = [right - left, bottom - top];
  const parts = [
    ...all.map((box) => `<rect ${attributes(box)} rx="4"/>`),
    ...edges.map(
      ({ points }) => `<polyline points="${points.map(({ x, y }) => `${x},${y}`).join(' ')}" marker-end="url(#end)"/>`,
    ),
    ...all.map((box) => textIn(isCard(box) ? box : (box.title ?? box), linesOf(given(known, box.id).box))),
    ...edges.flatMap(({ label }, index) => {
      const edge = diagram.edges[index];
      const text = edge === undefined ? undefined : textOf(edge);
      return label === undefined || text === undefined ? [] : [textIn(label, [text])];
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="14">
<defs><marker id="end" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0,0L8,4L0,8z"/></marker></defs>
<style>rect, polyline { fill: none; stroke: #444 } text { text-anchor: middle; dominant-baseline: central }</style>
<rect x="${left}" y="${top}" width="100%" height="100%" style="fill: #fff; stroke: none"/>
${parts.join('\n')}
</svg>
`;
}

const MARGIN = 20;
const LINE = 18;

function attributes({ x, y, width, height }: Rect): string {
  return `x="${x}" y="${y}" width="${width}" height="${height}"`;
}

function textIn({ x, y, width, height }: Rect, lines: readonly string[]): string {
  const first = y + height / 2 - ((lines.length - 1) * LINE) / 2;
  return lines.map((line, index) => `<text x="${x + width / 2}" y="${first + index * LINE}">${escaped(line)}</text>`).join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
