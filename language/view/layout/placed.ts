// The placed graph: the diagram with coordinates, in CSS pixels from its top left corner.
import type { Box, Diagram, Edge, EdgeRole } from '#language/view/graph/diagram.ts';

/** A diagram, ready to be drawn. */
export interface PlacedDiagram {
  readonly diagram: Diagram;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly edges: readonly PlacedEdge[];
  /** The number of edges that are not drawn because there are too many, by role. */
  readonly leftOut: LeftOut;
}

/** Counts of edges by their role, in no particular order. Usually empty. */
export type LeftOut = ReadonlyMap<EdgeRole, number>;

/** `x` and `y` are absolute. Children are inside their parent. */
export interface PlacedBox {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly children: readonly PlacedBox[];
}

/** Pixels from the left and from the top. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line with right angles, and the position of its label. */
export interface PlacedEdge {
  readonly edge: Edge;
  /** From the border of one box to the border of the other, with every bend. */
  readonly points: readonly Point[];
  /** The label, if the edge has one. */
  readonly label?: PlacedLabel;
}

/** The top left corner and size of a label. */
export interface PlacedLabel extends Point {
  readonly width: number;
  readonly height: number;
  /** The end at which the step's number is: where the line is, if the label is beside it. Default: the left end. */
  readonly stepAt?: 'right';
}
