// A class of pairs: what every search for connectivity returns, whichever part of the network it looks at.
import type { Address } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { InternalEnd } from './ends.ts';
import type { Passage } from './passage.ts';

/** One end of a pair: an address of a resource, or all external hosts with one name. */
export interface PairEnd {
  readonly id: EntityId;
  /** Which address of the resource it is; empty for an external end. */
  readonly role: string;
  /** Absent for an external end. */
  readonly address?: Address;
}

/** A class of pairs: what passes between each of the first ends and each of the second. */
export interface PairClass {
  readonly froms: readonly PairEnd[];
  readonly tos: readonly PairEnd[];
  readonly passages: readonly Passage[];
  /** The representatives for which the passages were computed; their ids in `via` represent every member. */
  readonly representatives?: { readonly from: EntityId; readonly to: EntityId };
  /** For classes across the internet, where each pair has its own path. Other classes have theirs in the passages. */
  readonly ways?: Ways;
}

/** The paths between ends that are connected by the internet. */
export interface Ways {
  /** The path of two of the ends, for the passage with this index. */
  readonly via: (from: PairEnd, to: PairEnd, passage: number) => readonly EntityId[];
  /** By the roles of ends: those with the same number are in connected VPCs, and their pairs are in another class. None for IPv4. */
  readonly domains: ReadonlyMap<string, number> | undefined;
}

/** The address of an interface as an end of pairs. */
export function endAt({ id, role, address, written = address }: InternalEnd): PairEnd {
  return { id, role, address: written };
}

/** External hosts, or an API, as an end of pairs. */
export function outsideEnd(id: EntityId): PairEnd {
  return { id, role: '' };
}
