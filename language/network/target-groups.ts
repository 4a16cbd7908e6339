// A listener or a load balancer → the target groups that it forwards to.
import { type Address, formatAddress } from './address.ts';
import type { EntityId } from './id.ts';
import { resourceIn } from './kinds.ts';
import type { ListenerRule, LoadBalancer, Target, TargetGroup } from './load-balancer.ts';
import { perObject } from './memo.ts';
import type { Network } from './network.ts';

/** A target group that gets connections of a listener. */
export interface GroupShare {
  readonly group: TargetGroup;
  /** Its share of the connections, from 0 to 1. `undefined`: the requests decide, because the listener has several rules for them. */
  readonly share: number | undefined;
}

/**
 * The target groups to which these rules forward: those of the default rule first, then those of other rules, each once. A group with a
 * weight of 0 gets nothing. Source: Elastic Load Balancing, "Action types for listener rules" (forward actions).
 */
export function groupsBehind(network: Network, rules: readonly ListenerRule[]): readonly GroupShare[] {
  const shares = new Map<EntityId, number>();
  for (const { action } of rules.toReversed()) {
    if (action.kind !== 'forward') continue;
    const total = action.groups.reduce((sum, { weight }) => sum + weight, 0);
    for (const { targetGroup, weight } of action.groups) if (weight > 0) shares.set(targetGroup, weight / total);
  }
  return [...shares].flatMap(([id, share]) => {
    const group = network.byId.get(id);
    return group?.kind === 'target-group' ? [{ group, share: rules.length === 1 ? share : undefined }] : [];
  });
}

/** The target groups of all listeners of a load balancer, each once, also those with a weight of 0. */
export function groupsOf(network: Network, { listeners }: LoadBalancer): readonly TargetGroup[] {
  const all = listeners.flatMap(({ rules }) => rules.toReversed().flatMap(targetGroupsIn));
  return [...new Set(all)].flatMap((id) => {
    const group = network.byId.get(id);
    return group?.kind === 'target-group' ? [group] : [];
  });
}

function targetGroupsIn({ action }: ListenerRule): readonly EntityId[] {
  return action.kind === 'forward' ? action.groups.map(({ targetGroup }) => targetGroup) : [];
}

/**
 * Whether a target of a load balancer is a load balancer that leads back to it, by its targets or those of further load balancers. AWS
 * rejects such targets, except those that it does not recognise: an address of the load balancer.
 */
export function leadsBack(network: Network, { id }: LoadBalancer, target: Target): boolean {
  const first = balancerAt(network, target);
  return first !== undefined && reachedFrom(network, first).has(id);
}

const known = perObject((_: Network) => new Map<EntityId, ReadonlySet<EntityId>>());

/** A load balancer and all to which its targets lead. Computed once for each. */
function reachedFrom(network: Network, first: LoadBalancer): ReadonlySet<EntityId> {
  const found = known(network).get(first.id);
  if (found !== undefined) return found;
  const reached = new Map([[first.id, first]]);
  // A map also visits what is added on the way.
  for (const balancer of reached.values()) {
    for (const target of groupsOf(network, balancer).flatMap(({ targets }) => targets)) {
      const next = balancerAt(network, target);
      if (next !== undefined) reached.set(next.id, next);
    }
  }
  const ids = new Set(reached.keys());
  known(network).set(first.id, ids);
  return ids;
}

function balancerAt(network: Network, { resource, address }: Target): LoadBalancer | undefined {
  if (address !== undefined) return balancersByAddress(network).get(formatAddress(address));
  const entity = network.byId.get(resource);
  return entity !== undefined && resourceIn(entity, 'load-balancer') ? entity : undefined;
}

const balancersByAddress = perObject(
  ({ loadBalancers }: Network) =>
    new Map(
      loadBalancers.flatMap((balancer) =>
        balancer.nodes.flatMap(({ addresses }) =>
          addresses
            .flatMap((one): readonly (Address | undefined)[] => [one.private, one.public])
            .flatMap((address) => (address === undefined ? [] : [[formatAddress(address), balancer] as const])),
        ),
      ),
    ),
);
