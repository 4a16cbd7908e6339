// A diagram that netarch placed → its drawing.
import type { PlacedBox, PlacedDiagram } from '#language/view/layout/placed.ts';
import { headerHeight, shapeOf, titleWidth } from '#language/view/layout/sizes.ts';
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
  const { x, y, width } = rect;
  const title = { x, y, width: Math.min(width, titleWidth(box)), height: headerHeight(box) - BELOW_TITLE };
  return [[box.id, shapeOf(box) === 'card' ? rect : { ...rect, title }], ...children.flatMap(placesIn)];
}

/** The part of a header below the text, in pixels. */
const BELOW_TITLE = 4;
