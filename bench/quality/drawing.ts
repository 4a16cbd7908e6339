// A drawn diagram, whoever laid it out: rectangles, lines and labels. What the metrics measure.

/** In CSS pixels; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The top left corner and the size, in CSS pixels. */
export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** One diagram as it is drawn. */
export interface Drawing {
  readonly boxes: readonly DrawnBox[];
  /** All edges of the diagram, the missing ones too. */
  readonly edges: readonly DrawnEdge[];
}

/** `vpc` includes regions. A resource without children is a card. */
export type BoxPart = 'vpc' | 'zone' | 'subnet' | 'resource';

/** Coordinates are absolute, those of children too. */
export interface DrawnBox extends Rect {
  readonly id: string;
  readonly part: BoxPart;
  /** Where the name of a box with children is written. A card is all name. */
  readonly title?: Rect;
  readonly children: readonly DrawnBox[];
}

/** One edge of the diagram. */
export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  /** Edges of one bundle may share their lines. */
  readonly bundle: string;
  /** Edges with the same key may share their label. */
  readonly labelKey: string;
  /** From border to border, with every bend. Curves are given as many short lines. Empty if the edge is not drawn. */
  readonly points: readonly Point[];
  /** Whether the edge has a text that a label must show: its own, or that of another edge with its key. */
  readonly isLabelled: boolean;
  readonly label?: Rect;
}

/** The boxes with everything inside them: parents before children. */
export function flatten(boxes: readonly DrawnBox[]): readonly DrawnBox[] {
  return boxes.flatMap((box) => [box, ...flatten(box.children)]);
}

/** Whether the box shows nothing but its name: a resource without children. */
export function isCard({ part, children }: DrawnBox): boolean {
  return part === 'resource' && children.length === 0;
}
