// Which interfaces belong to one machine: packets between them do not leave it.
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Workload } from '#language/network/workload.ts';
import type { World } from './world.ts';

/** The machine on which the packets of this interface are handled. */
export function hostOf(world: World, iface: Interface): EntityId {
  const owner = world.network.byId.get(iface.owner);
  if (owner?.kind !== 'pod' || owner.node === undefined || hasOwnGroups(world, owner)) return iface.owner;
  return owner.node;
}

/** 10.2: a pod with groups of its own has an interface of its own. */
function hasOwnGroups({ network }: World, pod: Workload): boolean {
  const node = pod.node === undefined ? undefined : network.byId.get(pod.node);
  if (pod.nodeTranslates !== false || node === undefined || !('interfaces' in node)) return false;
  const names = (iface: Interface | undefined): string => (iface?.securityGroups ?? []).map(({ id }) => id).join(' ');
  return names(pod.interfaces[0]) !== names(node.interfaces[0]);
}
