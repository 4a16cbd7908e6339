// Ids → the names that one would say aloud.
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';

/** How resources are called in an answer. */
export type Naming = (id: EntityId) => string;

/** The short name where one resource only bears it, the whole id otherwise. */
export function namesIn(network: Network): Naming {
  const bearers = new Map<string, number>();
  for (const id of network.byId.keys()) bearers.set(shortName(id), (bearers.get(shortName(id)) ?? 0) + 1);
  return (id) => ((bearers.get(shortName(id)) ?? 0) > 1 ? id : shortName(id));
}
