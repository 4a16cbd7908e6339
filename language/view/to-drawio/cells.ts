// Boxes and edges → cells of draw.io. Source: mxGraph user manual, "The mxGraph model", and draw.io, "Style references".
import type { Box, EdgeRole } from '#language/view/graph/diagram.ts';
import type { PlacedBox, PlacedEdge, PlacedLabel, Point } from '#language/view/layout/placed.ts';
import { CARD, DETAIL_FONT, EDGE_FONT, FRAME, headerHeight, NAME_FONT, shapeOf } from '#language/view/layout/sizes.ts';
import type { FrameColours, Theme } from '#language/view/svg/theme.ts';
import { escapeLines, escapeXml, number } from '#language/view/svg/xml.ts';
import { changeStyle, SIGNS, type Style } from './change-style.ts';
import { iconImage } from './icon-image.ts';

/** The id of the layer that all cells are in. */
export const LAYER = 'layer';

/** The cell of a box and of everything inside it. Positions are relative to the box around it, so that it moves with its contents. */
export function boxCells(placed: PlacedBox, theme: Theme, parent?: PlacedBox): readonly string[] {
  const { box, x, y, width, height, children } = placed;
  const sign = box.change === undefined ? '' : SIGNS[box.change];
  const lines = [`${sign}${box.label}`, box.detail, box.collapsed].filter((line) => line !== undefined);
  const geometry = `<mxGeometry x="${number(x - (parent?.x ?? 0))}" y="${number(y - (parent?.y ?? 0))}" width="${number(width)}" height="${number(height)}" as="geometry"/>`;
  const cell = `<mxCell style="${styleText(boxStyle(box, theme))}" vertex="1" parent="${parent === undefined ? LAYER : boxId(parent.box.id)}">${geometry}</mxCell>`;
  const own = `<UserObject id="${boxId(box.id)}" label="${attribute(lines)}" tooltip="${attribute(box.facts)}">${cell}</UserObject>`;
  return [own, ...children.flatMap((child) => boxCells(child, theme, placed))];
}

/** draw.io adds this to the spacing of images and labels, in pixels. */
const OWN_SPACING = 5;

/** Half the height of a line of a name, in pixels. */
const HALF_LINE = 7.5;

function boxStyle(box: Box, theme: Theme): Style {
  const shape = shapeOf(box);
  const isFrame = shape === 'frame';
  // What has contents has its name at the top.
  const holds = shape !== 'card';
  const size = isFrame ? FRAME.icon : CARD.icon;
  const gap = isFrame ? FRAME.gap : CARD.gap;
  // From the top, if the name is there: the icon is in the middle of the header, the lines of the name beside it.
  const inset = holds ? Math.max(0, (headerHeight(box) - size) / 2 - OWN_SPACING) : CARD.inset - OWN_SPACING;
  const lines = box.detail === undefined ? 1 : 2;
  const { fill, border, text } = coloursOf(box, theme);
  return {
    shape: 'label',
    image: iconImage(box),
    imageWidth: size,
    imageHeight: size,
    imageAlign: 'left',
    imageVerticalAlign: holds ? 'top' : 'middle',
    spacing: inset,
    spacingLeft: size + gap + OWN_SPACING,
    ...(holds && { spacingTop: Math.max(0, headerHeight(box) / 2 - lines * HALF_LINE - inset - OWN_SPACING) }),
    align: 'left',
    verticalAlign: holds ? 'top' : 'middle',
    html: 0,
    rounded: 1,
    absoluteArcSize: 1,
    arcSize: 16,
    fillColor: fill,
    strokeColor: border,
    fontColor: text,
    fontSize: NAME_FONT.size,
    fontStyle: isFrame ? 1 : 0,
    ...(holds && { container: 1, collapsible: 0, recursiveResize: 0 }),
    ...((box.kind === 'zone' || box.kind === 'region' || box.isUnknown) && { dashed: 1 }),
    ...changeStyle(box.change, theme),
  };
}

function coloursOf({ kind, exposure }: Box, theme: Theme): FrameColours {
  if (kind === 'region' || kind === 'vpc' || kind === 'zone') return theme[kind];
  if (kind === 'subnet') return theme[exposure ?? 'private'];
  return { fill: theme.card, border: theme.cardBorder, text: theme.text };
}

/** The cell of an edge. It is connected to its boxes where the line meets them, and keeps its bends. */
export function edgeCell(
  { edge, points, label: place }: PlacedEdge,
  index: number,
  boxes: ReadonlyMap<string, PlacedBox>,
  theme: Theme,
): string {
  const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)];
  const [first, last] = [points[0], points.at(-1)];
  const label = [edge.step, edge.label].filter((word) => word !== undefined).join(' · ');
  const style = styleText({ ...edgeStyle(edge, theme), ...port('exit', from, first), ...port('entry', to, last) });
  const ends = `${from ? ` source="${boxId(edge.from)}"` : ''}${to ? ` target="${boxId(edge.to)}"` : ''}`;
  const geometry = [
    '<mxGeometry relative="1" as="geometry">',
    ...(first ? [point(first, 'sourcePoint')] : []),
    ...(last ? [point(last, 'targetPoint')] : []),
    ...(place ? [point(fromMiddle(points, place), 'offset')] : []),
    `<Array as="points">${points
      .slice(1, -1)
      .map((bend) => point(bend))
      .join('')}</Array>`,
    '</mxGeometry>',
  ].join('');
  const cell = `<mxCell style="${style}" edge="1" parent="${LAYER}"${ends}>${geometry}</mxCell>`;
  return `<UserObject id="edge-${index}" label="${escapeXml(label)}" tooltip="${attribute(edge.facts)}">${cell}</UserObject>`;
}

/** Where the middle of the label is, seen from the middle of the line, at which draw.io writes it. */
function fromMiddle(points: readonly Point[], { x, y, width, height }: PlacedLabel): Point {
  const middle = middleOf(points);
  return { x: x + width / 2 - middle.x, y: y + height / 2 - middle.y };
}

function middleOf(points: readonly Point[]): Point {
  const parts = points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }));
  const length = ({ from, to }: { from: Point; to: Point }): number => Math.hypot(to.x - from.x, to.y - from.y);
  let left = parts.reduce((sum, part) => sum + length(part), 0) / 2;
  for (const part of parts) {
    const own = length(part);
    if (own > 0 && left <= own) {
      const share = left / own;
      return { x: part.from.x + share * (part.to.x - part.from.x), y: part.from.y + share * (part.to.y - part.from.y) };
    }
    left -= own;
  }
  return points[0] ?? { x: 0, y: 0 };
}

function edgeStyle({ role, step, isTwoWay, change }: PlacedEdge['edge'], theme: Theme): Style {
  const colour = theme.roles[role];
  return {
    edgeStyle: 'orthogonalEdgeStyle',
    html: 0,
    rounded: 1,
    strokeColor: colour,
    strokeWidth: step === undefined ? (role === 'internal' ? 1 : 1.5) : 2.2,
    endArrow: isTwoWay ? 'none' : ARROWS[role],
    endFill: 1,
    fontColor: colour,
    fontSize: EDGE_FONT.size,
    labelBackgroundColor: theme.card,
    ...((role === 'blocked' || role === 'closed') && { dashed: 1 }),
    ...changeStyle(change, theme),
  };
}

const ARROWS: Readonly<Record<EdgeRole, string>> = {
  ingress: 'block',
  egress: 'block',
  internal: 'block',
  blocked: 'cross',
  opened: 'block',
  closed: 'block',
  rerouted: 'block',
};

/** Where the line leaves or enters the box, as parts of its width and height. */
function port(end: 'exit' | 'entry', box: PlacedBox | undefined, at: Point | undefined): Style {
  if (box === undefined || at === undefined) return {};
  const part = (place: number, start: number, size: number): string => number(Math.min(1, Math.max(0, (place - start) / size)));
  return {
    [`${end}X`]: part(at.x, box.x, box.width),
    [`${end}Y`]: part(at.y, box.y, box.height),
    [`${end}Dx`]: 0,
    [`${end}Dy`]: 0,
  };
}

function point({ x, y }: Point, as?: string): string {
  return `<mxPoint x="${number(x)}" y="${number(y)}"${as === undefined ? '' : ` as="${as}"`}/>`;
}

/** A line of words that is no box: the title, or a note. */
export function textCell(
  id: string,
  words: string,
  { x, y }: Point,
  width: number,
  colour: string,
  size = DETAIL_FONT.size,
): string {
  const style = styleText({
    text: '',
    strokeColor: 'none',
    fillColor: 'none',
    html: 0,
    align: 'left',
    verticalAlign: 'middle',
    fontColor: colour,
    fontSize: size,
  });
  return `<mxCell id="${id}" value="${escapeXml(words)}" style="${style}" vertex="1" parent="${LAYER}"><mxGeometry x="${number(x)}" y="${number(y)}" width="${number(width)}" height="24" as="geometry"/></mxCell>`;
}

function boxId(id: string): string {
  return escapeXml(`box ${id}`);
}

/** Lines in an attribute, where an XML reader turns plain line breaks into spaces. */
function attribute(lines: readonly string[]): string {
  return escapeLines(lines).replaceAll('\n', '&#10;');
}

function styleText(style: Style): string {
  return Object.entries(style)
    .map(([key, value]) => (value === '' ? key : `${key}=${value}`))
    .join(';');
}
