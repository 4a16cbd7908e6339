// A diagram in; the same diagram with coordinates out.
import type { Diagram } from '#language/view/graph/diagram.ts';
import { type Arranged, arrangePicture } from './arrange.ts';
import type { Gaps } from './gaps.ts';
import { measure } from './measure.ts';
import { placeContent } from './place.ts';
import type { PlacedDiagram } from './placed.ts';
import { type Drawing, drawEdges } from './routing/draw.ts';
import { even } from './sizes.ts';

/** Each round makes gaps wider for the edges of the round before; this many are enough for all pictures seen. */
const ROUNDS = 4;

/** Places boxes in rows and columns, draws the edges, and makes gaps wider until the edges find their room. */
export function layout(diagram: Diagram): Promise<PlacedDiagram> {
  const arranged = arrangePicture(diagram.boxes);
  let gaps: Gaps = new Map();
  let placed = place(diagram, arranged, gaps);
  for (let round = 1; round < ROUNDS && placed.demands.size > 0; round += 1) {
    gaps = new Map([...gaps, ...[...placed.demands].map(([gap, room]) => [gap, even(room)] as const)]);
    placed = place(diagram, arranged, gaps);
  }
  return Promise.resolve(placed.picture);
}

function place(
  diagram: Diagram,
  arranged: Arranged,
  gaps: Gaps,
): { readonly picture: PlacedDiagram; readonly demands: Drawing['demands'] } {
  const measured = measure(arranged, gaps);
  const placement = placeContent(measured, 0, 0, measured.width, gaps);
  const { edges, demands } = drawEdges(placement, diagram.edges);
  return { picture: { diagram, width: measured.width, height: measured.height, boxes: placement.boxes, edges }, demands };
}
