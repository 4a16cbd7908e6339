// The hops of a packet in one direction → the places that it visits, each with all that happens there.
import type { EntityId } from '#language/network/id.ts';
import { kindIs } from '#language/network/kinds.ts';
import type { Hop } from '#language/trace/result.ts';
import { resolverId } from './resolver.ts';

/** A place on the way, with all that happens from the packet's arrival there to its arrival at the next place. */
export interface Stop {
  readonly at: EntityId;
  readonly hops: readonly [Hop, ...Hop[]];
}

/** A stop to which hops are still added. */
interface Open extends Stop {
  readonly hops: [Hop, ...Hop[]];
}

/** The places in the order of the packet's visits. It ends where the packet is dropped. */
export function stopsOf(hops: readonly Hop[]): readonly Stop[] {
  const stops: Open[] = [];
  for (const [index, hop] of hops.entries()) {
    const here = stops.at(-1);
    const at = hop.kind === 'vpc' ? resolverId(hop.at) : hop.at;
    const passes = kindIs(hop.kind, 'frame') && hop.allowed && index < hops.length - 1;
    if (here === undefined || (here.at !== at && !passes)) stops.push({ at, hops: [hop] });
    else here.hops.push(hop);
    if (!hop.allowed) break;
  }
  return stops;
}
