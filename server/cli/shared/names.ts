// Short names of resources in results.
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';

/** The name of a resource in a result. */
export type Naming = (id: EntityId) => string;

/** The short name if it is unique in the network, otherwise the id. */
export function namesIn(network: Network): Naming {
  const counts = new Map<string, number>();
  for (const id of network.byId.keys()) counts.set(shortName(id), (counts.get(shortName(id)) ?? 0) + 1);
  return (id) => ((counts.get(shortName(id)) ?? 0) > 1 ? id : shortName(id));
}
