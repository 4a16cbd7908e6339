// A listener or a load balancer → the target groups that it forwards to.
import type { Listener, LoadBalancer, TargetGroup } from './load-balancer.ts';
import type { Network } from './network.ts';

/** The target groups of a listener: the one of its default rule first, then those of other rules, each once. */
export function groupsBehind(network: Network, listener: Listener): readonly TargetGroup[] {
  const ids = listener.rules.toReversed().flatMap(({ action }) => (action.kind === 'forward' ? [action.targetGroup] : []));
  return [...new Set(ids)].flatMap((id) => {
    const resource = network.byId.get(id);
    return resource?.kind === 'target-group' ? [resource] : [];
  });
}

/** The target groups of all listeners of a load balancer, each once. */
export function groupsOf(network: Network, { listeners }: LoadBalancer): readonly TargetGroup[] {
  return [...new Set(listeners.flatMap((listener) => groupsBehind(network, listener)))];
}
