import type { Network } from '#language/network/network.ts';
import { azsOf } from '#language/validation/azs.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An Application Load Balancer needs subnets in at least two Availability Zones.
 *
 * AWS rejects fewer. Add a subnet in another Availability Zone. Subnets without an `az` line are assumed to be
 * in different Availability Zones.
 *
 * Source: Elastic Load Balancing, "Application Load Balancers", availability zones and load balancer nodes.
 */
export const albOneAz: Rule = { code: 'alb-one-az', severity: 'error', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, nodes, unknownSubnets } of network.loadBalancers) {
    if (kind !== 'alb' || unknownSubnets !== undefined || nodes.length === 0 || azsOf(nodes).length > 1) continue;
    const az = nodes[0]?.subnet.az;
    const where = az === undefined ? 'only one subnet' : `subnets only in ${az}`;
    const message = `${name} has ${where}: an ALB needs subnets in at least two Availability Zones. Add a subnet in another AZ.`;
    yield { subject: id, aspect: { of: 'subnets' }, message };
  }
}
