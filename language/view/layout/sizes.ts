// A box or an edge → its sizes: what layout reserves and the SVG writer draws. All in CSS pixels.
import { boxIs } from '#language/view/graph/box-kind.ts';
import type { Box } from '#language/view/graph/diagram.ts';
import { type Font, widthOf } from './text-metrics.ts';

/** The names of resources and frames. */
export const NAME_FONT: Font = { size: 12.5, bold: true };
/** Addresses, blocks and the legend. */
export const DETAIL_FONT: Font = { size: 11, bold: false };
/** The labels of edges. */
export const EDGE_FONT: Font = { size: 11, bold: false };

/**
 * A card: icon at the left, name and detail to the right of it. Widths are multiples of `step`: boxes that differ by a few letters are alike, so
 * they are laid out once, and a new name moves less.
 */
export const CARD = {
  height: 46,
  icon: 34,
  inset: 6,
  gap: 8,
  end: 10,
  /** Of a collapsed box, which has a third line. */
  collapsedHeight: 62,
  minWidth: 112,
  maxWidth: 200,
  maxWidthAlone: 248,
  step: 8,
} as const;

/** The header of a frame: icon, name and detail. In a subnet the detail is below the name, so that the header is narrow. */
export const FRAME = { icon: 24, inset: 8, gap: 7, between: 8, maxText: 320, step: 16 } as const;

/** A label on an edge: text with padding, and before it the disc with the step's number. */
export const EDGE_LABEL = { height: 18, padding: 6, disc: 18, maxText: 190 } as const;

/** The free space around the end of a blocked line, over which a cross is drawn. */
export const CROSS_ROOM = 9;

/** `card`: a resource without anything inside. `host`: a resource with resources inside. `frame`: a part of the network. */
export type Shape = 'card' | 'host' | 'frame';

/** By its kind, and by what is inside. */
export function shapeOf(box: Box): Shape {
  if (box.collapsed !== undefined) return 'card';
  if (boxIs(box.kind, 'frame')) return 'frame';
  return box.children.length > 0 ? 'host' : 'card';
}

/** The height of a card. */
export function cardHeight({ collapsed }: Box): number {
  return collapsed === undefined ? CARD.height : CARD.collapsedHeight;
}

/** The height of the strip at the top of a frame or host, which holds its name. */
export function headerHeight(box: Box): number {
  if (shapeOf(box) === 'host') return CARD.height - CARD.inset;
  if (box.kind === 'subnet') return 37;
  return box.kind === 'zone' ? 30 : 40;
}

/** The width of a card that shows its whole name and detail, at least the minimum and at most `most`. */
export function cardWidth(box: Box, most: number = CARD.maxWidth): number {
  return upTo(CARD.step, Math.min(most, Math.max(CARD.minWidth, wholeTitle(box) + CARD.end)));
}

/** The part of a frame or host that its icon, name and detail cover, from the top left corner. */
export function titleSize(box: Box): Size {
  const isHost = shapeOf(box) === 'host';
  const width = isHost ? Math.min(CARD.maxWidth - CARD.end, wholeTitle(box)) : titleWidth(box);
  return { width: upTo(FRAME.step, width), height: headerHeight(box) - BELOW_TITLE };
}

/** The lower part of a header that is empty. */
const BELOW_TITLE = 4;

function wholeTitle({ label, detail = '', collapsed = '' }: Box): number {
  const details = [detail, collapsed].map((text) => widthOf(text, DETAIL_FONT));
  return CARD.inset + CARD.icon + CARD.gap + Math.max(widthOf(label, NAME_FONT), ...details);
}

/** Up to the next even number, so that boxes over each other have the same middle. */
export function even(length: number): number {
  return upTo(2, length);
}

function upTo(step: number, length: number): number {
  return Math.ceil(length / step) * step;
}

/** The width of a frame's icon, name and detail together. */
function titleWidth(box: Box): number {
  const name = widthOf(box.label, NAME_FONT);
  const detail = box.detail === undefined ? 0 : widthOf(box.detail, DETAIL_FONT);
  const text = box.kind === 'subnet' ? Math.max(name, detail) : name + (detail === 0 ? 0 : FRAME.between + detail);
  return FRAME.inset + FRAME.icon + FRAME.gap + Math.min(FRAME.maxText, text);
}

/** The size of an edge's label and disc together; `undefined` if it has neither. */
export function labelSize({ label, step }: { readonly label?: string; readonly step?: number }): Size | undefined {
  if (label === undefined && step === undefined) return undefined;
  const text = label === undefined ? 0 : Math.min(EDGE_LABEL.maxText, widthOf(label, EDGE_FONT)) + 2 * EDGE_LABEL.padding;
  const disc = step === undefined ? 0 : EDGE_LABEL.disc;
  return { width: Math.ceil(text + disc), height: EDGE_LABEL.height };
}

/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
