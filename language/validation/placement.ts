// A network → its workloads and interfaces, grouped by subnet and by security group.
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Workload } from '#language/network/workload.ts';

/** The workloads with an interface in each subnet. */
export const workloadsBySubnet = perObject((network: Network): ReadonlyMap<EntityId, readonly Workload[]> => {
  const pairs = network.workloads.flatMap((workload) => workload.interfaces.map(({ subnet }) => ({ workload, subnet })));
  return new Map([...groupBy(pairs, ({ subnet }) => subnet.id)].map(([id, list]) => [id, list.map(({ workload }) => workload)]));
});

/** The interfaces in each subnet. */
export const interfacesBySubnet = perObject((network: Network): ReadonlyMap<EntityId, readonly Interface[]> => {
  return groupBy(network.interfaces, ({ subnet }) => subnet.id);
});

/** The interfaces with each security group. */
export const carriersByGroup = perObject((network: Network): ReadonlyMap<EntityId, readonly Interface[]> => {
  const pairs = network.interfaces.flatMap((carrier) =>
    (carrier.securityGroups ?? []).map((group) => ({ carrier, group: group.id })),
  );
  return new Map([...groupBy(pairs, ({ group }) => group)].map(([id, list]) => [id, list.map(({ carrier }) => carrier)]));
});

/** The interfaces with their own security groups. Pods are left out if they use the groups of their node. */
export function interfacesWithOwnGroups(network: Network): readonly Interface[] {
  const borrowed = new Set(network.workloads.flatMap(({ id, node }) => (node === undefined ? [] : [id])));
  return network.interfaces.filter(({ owner }) => !borrowed.has(owner));
}
