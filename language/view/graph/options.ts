// What a diagram should show.
import type { View } from '#language/network/claim.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Trace } from '#language/trace/result.ts';
import type { BoxId, Highlight } from './diagram.ts';
import type { Folding } from './fold.ts';

/** What to show. */
export interface DiagramOptions {
  /** What to show, how deep, and which flows are highlighted. Without a view everything is shown and no flow is highlighted. */
  readonly view?: View;
  /** The level of detail, in place of the view's. */
  readonly depth?: NonNullable<View['depth']>;
  /** The VPCs and subnets to draw with everything in them, in place of the view's. */
  readonly expand?: readonly EntityId[];
  /** What is collapsed. Default: what the view says, otherwise nothing. */
  readonly folding?: Folding;
  /** A resource that the reader looks at. Its box, or the box that it belongs to, is expanded. */
  readonly focus?: EntityId;
  /** A box to show alone, with what it is linked to. Ignored if it is the id of no box. */
  readonly around?: BoxId;
  /** The one flow to highlight, in place of the view's. */
  readonly flow?: EntityId;
  /** Packets to draw in place of flows. */
  readonly packets?: readonly Trace[];
  /** The directions to highlight. Default: those of the view, or both without a view. */
  readonly highlight?: Highlight;
  /** Whether internal traffic that security groups allow is drawn. Default: around one box, and without flows if it is little. */
  readonly internal?: boolean;
  /** The traces of every flow, step by step. A flow without traces is not drawn. */
  readonly traces: ReadonlyMap<EntityId, readonly Trace[]>;
}
