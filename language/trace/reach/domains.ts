// Sets of VPCs that are connected without the internet: by peering connections or transit gateways.
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';

/** A number for each VPC; connected VPCs have the same number. */
export function domainsOf(network: Network): ReadonlyMap<Vpc, number> {
  const joined = new Map<EntityId, Set<EntityId>>(network.vpcs.map(({ id }) => [id, new Set([id])]));
  const join = (ids: readonly EntityId[]): void => {
    const all = new Set(ids.flatMap((id) => [id, ...(joined.get(id) ?? [])]));
    for (const id of all) joined.set(id, all);
  };
  for (const { vpcs } of network.peerings) join(vpcs.map(({ id }) => id));
  for (const { id, attachments } of network.transitGateways) join([id, ...attachments.map(({ resource }) => resource)]);
  const numbers = new Map<Set<EntityId>, number>();
  return new Map(
    network.vpcs.map((vpc) => {
      const set = joined.get(vpc.id) ?? new Set();
      const number = numbers.get(set) ?? numbers.size;
      numbers.set(set, number);
      return [vpc, number];
    }),
  );
}
