// A diagram that netarch placed → its drawing.
import type { PlacedBox, PlacedDiagram } from '#language/view/layout/placed.ts';
import { shapeOf, titleSize } from '#language/view/layout/sizes.ts';
import type { Drawing } from './drawing.ts';
import { type BoxPlace, drawingOf } from './from-diagram.ts';

/** The drawing of a placed network. */
export function fromNetarch({ diagram, boxes, edges }: PlacedDiagram): Drawing {
  return drawingOf(diagram, {
    boxes: new Map(boxes.flatMap(placesIn)),
    edges: new Map(edges.map(({ edge, points, label }) => [edge.id, { points, ...(label && { label }) }])),
  });
}

function placesIn({ box, children, ...rect }: PlacedBox): readonly (readonly [string, BoxPlace])[] {
  const { x, y } = rect;
  const title = { x, y, ...titleSize(box) };
  return [[box.id, shapeOf(box) === 'card' ? rect : { ...rect, title }], ...children.flatMap(placesIn)];
}
