import type { Network } from '#language/network/network.ts';
import { azsOf } from '#language/validation/azs.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A load balancer can have only one subnet in each Availability Zone.
 *
 * AWS rejects a second one. Name one subnet for each Availability Zone.
 *
 * Source: Elastic Load Balancing, "How Elastic Load Balancing works"; API, CreateLoadBalancer.
 */
export const lbTwoSubnetsOneAz: Rule = { code: 'lb-two-subnets-one-az', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, nodes } of network.loadBalancers) {
    // The rule alb-one-az reports an ALB in a single Availability Zone.
    if (kind === 'alb' && azsOf(nodes).length < 2) continue;
    const first = new Map<string, number>();
    for (const [index, { subnet }] of nodes.entries()) {
      const other = subnet.az === undefined ? undefined : first.get(subnet.az);
      if (subnet.az !== undefined && other === undefined) first.set(subnet.az, index);
      const existing = other === undefined ? undefined : nodes[other]?.subnet;
      if (existing === undefined) continue;
      const message = `${name} already has subnet ${existing.name} in ${subnet.az}: name one subnet for each Availability Zone.`;
      const related = [{ subject: existing.id, message: `${existing.name} is also in ${subnet.az}.` }];
      yield { subject: id, aspect: { of: 'subnets', index }, message, related };
    }
  }
}
