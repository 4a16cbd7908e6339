// A diagram → the same diagram with coordinates.
import type { Diagram } from '#language/view/graph/diagram.ts';
import { layoutNetwork } from './layout-network.ts';
import { layoutPath } from './layout-path.ts';
import type { PlacedDiagram } from './placed.ts';

/** Places boxes, bends and labels. The same diagram gives the same coordinates; the diagram itself is only read. */
export function layout(diagram: Diagram): Promise<PlacedDiagram> {
  return diagram.direction === 'right' ? layoutPath(diagram) : Promise.resolve(layoutNetwork(diagram));
}
