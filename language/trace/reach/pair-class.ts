// A class of pairs: what every search for connectivity returns, whichever part of the network it looks at.
import type { EntityId } from '#language/network/id.ts';
import type { Passage } from './passage.ts';

/** A class of pairs: what passes between each of the first ends and each of the second. */
export interface PairClass {
  readonly froms: readonly EntityId[];
  readonly tos: readonly EntityId[];
  readonly passages: readonly Passage[];
  /** The representatives for which the passages were computed; their ids in `via` represent every member. */
  readonly representatives?: { readonly from: EntityId; readonly to: EntityId };
  /** For classes across the internet, where each pair has its own path. Other classes have theirs in the passages. */
  readonly ways?: Ways;
}

/** The paths between ends whose VPCs are not connected. */
export interface Ways {
  /** The path of two of the ends, for the passage with this index. */
  readonly via: (from: EntityId, to: EntityId, passage: number) => readonly EntityId[];
  /** Ends with the same number are in connected VPCs: their pairs are in another class. */
  readonly domains: ReadonlyMap<EntityId, number>;
}
