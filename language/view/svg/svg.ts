// A placed diagram → a self-contained SVG document: no script, no external reference, the same bytes for the same diagram.
import { type Box, CHANGES, type Diagram, EDGE_ROLES, type EdgeRole } from '#language/view/graph/diagram.ts';
import type { PlacedDiagram } from '#language/view/layout/placed.ts';
import { boxElement } from './boxes.ts';
import { descriptionOf, nameOf } from './describe.ts';
import { edgeElement, labelElement } from './edges.ts';
import { LEGEND_HEIGHT, type LegendItem, legendElement, legendWidth } from './legend.ts';
import { leftOutText, NOTE_HEIGHT, noteElement, noteWidth } from './note.ts';
import { rootClass, styleSheet } from './style.ts';
import type { ThemeName } from './theme.ts';
import { cleanText, escapeLines, escapeXml, number } from './xml.ts';

/** How to draw it. */
export interface SvgOptions {
  readonly theme: ThemeName;
  /** Without the background of the theme. */
  readonly transparent?: boolean;
}

const HEADING_HEIGHT = 36;

/**
 * The diagram as text. Boxes are `<g class="box KIND" data-id="…">`, nested like the network; edges `<g class="edge ROLE" data-id="…">`.
 * A page can change the class `highlight-…` of the root to highlight other traffic.
 */
export function svgOf(placed: PlacedDiagram, { theme, transparent = false }: SvgOptions): string {
  const { diagram } = placed;
  const items = diagram.direction === 'down' ? legendItems(placed) : [];
  const above = diagram.title === '' || diagram.direction === 'right' ? 0 : HEADING_HEIGHT;
  const note = leftOutText(placed.leftOut);
  const legendEnd = placed.height + (items.length === 0 ? 0 : LEGEND_HEIGHT);
  const below = legendEnd - placed.height + (note === undefined ? 0 : NOTE_HEIGHT);
  const width = Math.max(placed.width, legendWidth(items), noteWidth(note));
  const start = (placed.width - width) / 2;
  const left = number(start);
  const height = number(placed.height + above + below);
  const rolesOn = rolesByBox(diagram);
  const showsFlow = placed.edges.some(({ edge }) => edge.step !== undefined) && diagram.direction === 'down';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${height}" viewBox="${left} ${-above} ${number(width)} ${height}" class="${rootClass(theme, diagram.highlight, showsFlow)}" role="graphics-document document">`,
    `<title>${escapeXml(nameOf(diagram))}</title>`,
    `<desc>${escapeLines(descriptionOf(diagram))}</desc>`,
    `<style>\n${styleSheet(theme, diagram.compares === true)}\n</style>`,
    ...(transparent ? [] : [`<rect class="background" x="${left}" y="${-above}" width="${number(width)}" height="${height}"/>`]),
    ...(above === 0
      ? []
      : [`<text class="heading" x="${number(start + 20)}" y="${25 - above}">${escapeXml(cleanText(diagram.title))}</text>`]),
    ...placed.boxes.map((box) => boxElement(box, rolesOn)),
    ...placed.edges.map(edgeElement),
    ...placed.edges.map(labelElement).filter((element) => element !== ''),
    ...(items.length === 0 ? [] : [legendElement(items, start + 20, placed.height)]),
    ...(note === undefined ? [] : [noteElement(note, start + 20, legendEnd)]),
    '</svg>',
    '',
  ].join('\n');
}

function legendItems({ diagram, edges }: PlacedDiagram): readonly LegendItem[] {
  const changes = new Set(diagram.boxes.flatMap(changesIn));
  return [
    ...EDGE_ROLES.filter((role) => edges.some(({ edge }) => edge.role === role)),
    ...CHANGES.filter((change) => changes.has(change)),
  ];
}

function changesIn({ change, children }: Box): readonly Box['change'][] {
  return [change, ...children.flatMap(changesIn)];
}

/** For each box the roles of the edges that begin or end there. */
function rolesByBox({ edges }: Diagram): (id: string) => readonly EdgeRole[] {
  const roles = new Map<string, Set<EdgeRole>>();
  for (const { from, to, role } of edges) {
    for (const id of [from, to]) roles.set(id, (roles.get(id) ?? new Set()).add(role));
  }
  return (id) => [...(roles.get(id) ?? [])];
}
