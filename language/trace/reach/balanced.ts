// The connections of application load balancers to their targets: to the ports of the targets only.
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { LoadBalancer } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { groupsBehind } from '#language/network/target-groups.ts';
import { trafficSetOf } from '#language/packets/traffic-set.ts';
import { candidatesIn } from '#language/trace/targets.ts';
import { calledEnds, internalSide, sendingEnds } from './ends.ts';
import { endAt, type PairClass } from './pair-class.ts';
import { passages } from './passage.ts';

/** One pair class for each load balancer and target. */
export function balancedCalls(
  network: Network,
  from: (id: EntityId) => boolean,
  to: (id: EntityId) => boolean,
): readonly PairClass[] {
  return network.loadBalancers
    .filter(({ id, kind }) => (kind === 'alb' || kind === 'clb') && from(id))
    .flatMap((balancer) => balancer.nodes.flatMap((node) => callsOf(network, balancer, node, to)));
}

function callsOf(network: Network, balancer: LoadBalancer, node: Interface, to: (id: EntityId) => boolean): readonly PairClass[] {
  const groups = balancer.listeners.flatMap(({ rules }) => groupsBehind(network, rules));
  const candidates = groups.flatMap(({ group }) => candidatesIn(network, balancer, node, group).candidates);
  return candidates.flatMap(({ target, group, interface: iface }) => {
    const source = sendingEnds(network, node).find(({ address }) => address.family === group.family);
    const receiver = iface && calledEnds(network, iface).find(({ address }) => address.family === group.family);
    if (source === undefined || receiver === undefined || !to(receiver.id)) return [];
    const traffic = trafficSetOf({ protocol: 'tcp', ports: [{ from: target.port, to: target.port }] });
    return [
      {
        froms: [endAt(source)],
        tos: [endAt(receiver)],
        passages: passages(network, internalSide(source), internalSide(receiver), traffic),
      },
    ];
  });
}
