// What every peer does: lay out a diagram of netarch.
import type { Diagram } from '#language/view/graph/diagram.ts';
import type { Drawing } from '../drawing.ts';

/** A peer in the process that has its package. */
export interface Adapter {
  /** Rejects if the peer rejects its text. */
  drawing(diagram: Diagram): Promise<Drawing>;
  /** SVG, as the peer draws it. */
  picture(diagram: Diagram): Promise<string>;
}
