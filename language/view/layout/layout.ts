// A diagram → the same diagram with coordinates.
import type { Diagram } from '#language/view/graph/diagram.ts';
import { LayoutCache } from './frame/cache.ts';
import { layoutNetwork } from './layout-network.ts';
import { layoutPath } from './layout-path.ts';
import type { PlacedDiagram } from './placed.ts';

/** How to lay out. */
export interface LayoutOptions {
  /** What is laid out already. Default: what this process has laid out so far. */
  readonly cache?: LayoutCache;
  /** Called before each part. It may throw to stop. */
  readonly checkpoint?: () => void;
}

/** Places boxes, bends and labels. The same diagram gives the same coordinates; the diagram itself is only read. */
export function layout(diagram: Diagram, { cache = SHARED, checkpoint = () => {} }: LayoutOptions = {}): PlacedDiagram {
  return diagram.direction === 'right' ? layoutPath(diagram) : layoutNetwork(diagram, cache, checkpoint);
}

const SHARED = new LayoutCache();
