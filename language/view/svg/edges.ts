// A placed edge in; its SVG elements out: first the line, later, above all lines, its label.
import type { PlacedEdge } from '#language/view/layout/placed.ts';
import { EDGE_FONT, EDGE_LABEL } from '#language/view/layout/sizes.ts';
import { cutTo } from '#language/view/layout/text-metrics.ts';
import { arrowHead, arrowLine, cross, linePath } from './path.ts';
import { cleanText, escapeLines, escapeXml, number } from './xml.ts';

/** The line with its arrow, or with a cross where the packet is dropped. */
export function edgeElement({ edge, points }: PlacedEdge): string {
  const ends =
    edge.role === 'blocked'
      ? `<path class="line" d="${linePath(points, 0)}"/><path class="cross" d="${cross(points)}"/>`
      : `<path class="line" d="${arrowLine(points)}"/><path class="arrow" d="${arrowHead(points)}"/>`;
  return `<g class="edge ${roleClasses(edge)}" data-id="${escapeXml(edge.id)}">\n<title>${escapeLines(tooltip(edge))}</title>\n<path class="hit" d="${linePath(points, 0)}"/>${ends}\n</g>`;
}

/** The disc with the step's number and the words; empty without a place for them. */
export function labelElement({ edge, label }: PlacedEdge): string {
  if (label === undefined) return '';
  const { x, y, width, height } = label;
  const disc = edge.step === undefined ? 0 : EDGE_LABEL.disc;
  const middle = y + height / 2;
  const pill = `<rect class="pill" x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" rx="${number(height / 2)}"/>`;
  const step =
    edge.step === undefined
      ? ''
      : `<circle class="disc" cx="${number(x + disc / 2)}" cy="${number(middle)}" r="${number(height / 2)}"/>` +
        `<text class="step" x="${number(x + disc / 2)}" y="${number(middle + 3.8)}">${edge.step}</text>`;
  const words =
    edge.label === undefined
      ? ''
      : `<text class="words" x="${number(x + disc + EDGE_LABEL.padding)}" y="${number(middle + 3.9)}">${escapeXml(cutTo(cleanText(edge.label), EDGE_FONT, EDGE_LABEL.maxText))}</text>`;
  return `<g class="label ${roleClasses(edge)}"><title>${escapeLines(tooltip(edge))}</title>${edge.label === undefined ? '' : pill}${step}${words}</g>`;
}

function roleClasses({ role, step }: PlacedEdge['edge']): string {
  return step === undefined ? role : `${role} told`;
}

function tooltip({ label, step, facts }: PlacedEdge['edge']): readonly string[] {
  const words = [...(step === undefined ? [] : [`Step ${step}`]), ...(label === undefined ? [] : [label])];
  return [...(words.length === 0 ? [] : [words.join(': ')]), ...facts];
}
