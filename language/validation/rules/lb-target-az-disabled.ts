import type { Network } from '#language/network/network.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import { knownAzsOf } from '#language/validation/azs.ts';
import { machineOf } from '#language/validation/balanced-paths.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * A target in an Availability Zone that the load balancer does not use receives no traffic.
 *
 * The subnets of a load balancer enable their Availability Zones. Targets in other Availability Zones can be registered, but receive
 * no traffic. Add a subnet in the target's Availability Zone to the load balancer.
 *
 * Source: Elastic Load Balancing, "How Elastic Load Balancing works", availability zones.
 */
export const lbTargetAzDisabled: Rule = { code: 'lb-target-az-disabled', severity: 'warning', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  for (const balancer of network.loadBalancers) {
    const enabled = knownAzsOf(balancer.nodes);
    if (balancer.unknownSubnets !== undefined || enabled === undefined || enabled.size === 0) continue;
    for (const target of groupsOf(network, balancer).flatMap(({ targets }) => targets)) {
      const workload = machineOf(target, network);
      const azs = workload === undefined || workload.unknownSubnets !== undefined ? undefined : knownAzsOf(workload.interfaces);
      if (workload === undefined || azs === undefined || azs.size === 0 || [...azs].some((az) => enabled.has(az))) continue;
      const message = `${workload.name} is in ${listed([...azs])}, where ${balancer.name} has no subnet, so it receives no traffic: add a subnet in that Availability Zone to ${balancer.name}.`;
      yield {
        subject: target.id,
        aspect: { of: 'whole' },
        message,
        related: [{ subject: balancer.id, aspect: { of: 'subnets' }, message: `The subnets of ${balancer.name}.` }],
      };
    }
  }
}
