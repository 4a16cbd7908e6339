import type { LoadBalancer, TargetGroup } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import { knownAzsOf } from '#language/validation/azs.ts';
import { machineOf } from '#language/validation/balanced-paths.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A node of a Network Load Balancer has no target in its Availability Zone.
 *
 * Cross-zone load balancing is off by default, so each node uses only targets in its own Availability Zone. A node without
 * targets there serves no requests. Register a target there, set `cross-zone on`, or remove the subnet.
 *
 * Source: Elastic Load Balancing, "How Elastic Load Balancing works", cross-zone load balancing; "Troubleshoot your Network Load
 * Balancer".
 */
export const nlbZoneWithoutTarget: Rule = { code: 'nlb-zone-without-target', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const balancer of network.loadBalancers) {
    if (balancer.crossZone) continue;
    for (const group of groupsOf(network, balancer)) yield* emptyAzs(network, balancer, group);
  }
}

function* emptyAzs(network: Network, { id, name, nodes }: LoadBalancer, group: TargetGroup): Iterable<Remark> {
  const workloads = group.targets.map((target) => machineOf(target, network));
  const azs = knownAzsOf(workloads.flatMap((workload) => workload?.interfaces ?? []));
  if (azs === undefined || workloads.length === 0 || workloads.includes(undefined)) return;
  for (const [index, { subnet }] of nodes.entries()) {
    if (subnet.az === undefined || azs.has(subnet.az)) continue;
    const message = `${name} has a node in ${subnet.az}, but ${group.name} has no target there: register one, or set "cross-zone on".`;
    yield {
      subject: id,
      aspect: { of: 'subnets', index },
      message,
      related: [{ subject: group.id, message: 'The target group.' }],
    };
  }
}
