// A placed edge → its SVG elements: first the line; its label follows later, above all lines.
import { CHANGE_ROLES } from '#language/view/graph/diagram.ts';
import type { PlacedEdge, PlacedLabel } from '#language/view/layout/placed.ts';
import { EDGE_FONT, EDGE_LABEL } from '#language/view/layout/sizes.ts';
import { cutTo } from '#language/view/layout/text-metrics.ts';
import { arrowHead, arrowLine, cross, linePath } from './path.ts';
import { cleanText, escapeLines, escapeXml, number } from './xml.ts';

/** The line with its arrowhead, or with a cross where the packet is dropped. A connection has neither. */
export function edgeElement({ edge, points }: PlacedEdge): string {
  const ends = edge.isTwoWay
    ? `<path class="line" d="${linePath(points, 0)}"/>`
    : edge.role === 'blocked'
      ? `<path class="line" d="${linePath(points, 0)}"/><path class="cross" d="${cross(points)}"/>`
      : `<path class="line" d="${arrowLine(points)}"/><path class="arrow" d="${arrowHead(points)}"/>`;
  return `<g class="edge ${roleClasses(edge)}" data-id="${escapeXml(edge.id)}"${boxesOf(edge)}${lineOf(edge)}>\n<title>${escapeLines(tooltip(edge))}</title>\n<path class="hit" d="${linePath(points, 0)}"/>${ends}\n</g>`;
}

/** The boxes at both ends of a step, so that a packet can be shown on its way. */
function boxesOf({ step, from, to }: PlacedEdge['edge']): string {
  return step === undefined ? '' : ` data-from="${escapeXml(from)}" data-to="${escapeXml(to)}"`;
}

/** What made it, so that a click can lead to its line. */
function lineOf({ madeBy }: PlacedEdge['edge']): string {
  return madeBy === undefined ? '' : ` data-line="${escapeXml(madeBy)}"`;
}

/** The disc with the step's number, and the label. */
export function labelElement({ edge, label }: PlacedEdge): string {
  if (label === undefined) return '';
  const { x, y, width, height, stepAt } = label;
  const disc = edge.step === undefined ? 0 : EDGE_LABEL.disc;
  const [discX, wordsX] = stepAt === 'right' ? [x + width - disc / 2, x] : [x + disc / 2, x + disc];
  const words = edge.label === undefined || width <= disc ? '' : pill(label) + wordsAt(edge.label, wordsX, y + height / 2);
  const step = edge.step === undefined ? '' : discAt(edge.step, discX, y + height / 2);
  return `<g class="label ${roleClasses(edge)}" data-id="${escapeXml(edge.id)}"${lineOf(edge)}><title>${escapeLines(tooltip(edge))}</title>${words}${step}</g>`;
}

function pill({ x, y, width, height }: PlacedLabel): string {
  return `<rect class="pill" x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" rx="${number(height / 2)}"/>`;
}

function wordsAt(words: string, left: number, middle: number): string {
  const shown = escapeXml(cutTo(cleanText(words), EDGE_FONT, EDGE_LABEL.maxText));
  return `<text class="words" x="${number(left + EDGE_LABEL.padding)}" y="${number(middle + 3.9)}">${shown}</text>`;
}

function discAt(step: number, x: number, y: number): string {
  const circle = `<circle class="disc" cx="${number(x)}" cy="${number(y)}" r="${number(EDGE_LABEL.disc / 2)}"/>`;
  return `${circle}<text class="step" x="${number(x)}" y="${number(y + 3.8)}">${step}</text>`;
}

/** `flow`: part of a flow; `link`: allowed by routes and rules; `traffic`: what a change is about. */
function roleClasses({ role, step, doubt, change }: PlacedEdge['edge']): string {
  const isOfChange = CHANGE_ROLES.some((one) => one === role);
  return [role, isOfChange ? 'traffic' : step === undefined ? 'link' : 'flow', doubt, change]
    .filter((name) => name !== undefined)
    .join(' ');
}

function tooltip({ label, step, facts }: PlacedEdge['edge']): readonly string[] {
  const words = [...(step === undefined ? [] : [`Step ${step}`]), ...(label === undefined ? [] : [label])];
  return [...(words.length === 0 ? [] : [words.join(': ')]), ...facts];
}
