// A class of pairs: what every search for connectivity returns, whichever part of the network it looks at.
import type { EntityId } from '#language/network/id.ts';
import type { Passage } from './passage.ts';

/** Ends that are treated alike, and what passes between every one of the first and every one of the second. */
export interface PairClass {
  readonly froms: readonly EntityId[];
  readonly tos: readonly EntityId[];
  readonly passages: readonly Passage[];
  /** The resources in whose place the passages were found; their ids in `via` mean whoever is asked about. */
  readonly representatives?: { readonly from: EntityId; readonly to: EntityId };
  /** Of groups across the internet, where everybody has a way of one's own; other groups tell theirs in their passages. */
  readonly ways?: Ways;
}

/** The paths between ends whose VPCs are not connected. */
export interface Ways {
  /** The way of two of the ends, for the passage with this index. */
  readonly via: (from: EntityId, to: EntityId, passage: number) => readonly EntityId[];
  /** Ends that share a number are in connected VPCs: their packets go another way, told in another group. */
  readonly domains: ReadonlyMap<EntityId, number>;
}
