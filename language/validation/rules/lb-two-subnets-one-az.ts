import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { zonesOf } from '#language/validation/zones.ts';

/**
 * A load balancer can have only one subnet in each Availability Zone.
 *
 * AWS refuses a second one. Name one subnet for each Availability Zone.
 *
 * Source: Elastic Load Balancing, "How Elastic Load Balancing works"; API, CreateLoadBalancer.
 */
export const lbTwoSubnetsOneAz: Rule = { code: 'lb-two-subnets-one-az', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, nodes } of network.loadBalancers) {
    // The rule alb-one-az reports an ALB in a single Availability Zone.
    if (kind === 'alb' && zonesOf(nodes).length < 2) continue;
    const first = new Map<string, number>();
    for (const [index, { subnet }] of nodes.entries()) {
      const other = subnet.zone === undefined ? undefined : first.get(subnet.zone);
      if (subnet.zone !== undefined && other === undefined) first.set(subnet.zone, index);
      const existing = other === undefined ? undefined : nodes[other]?.subnet;
      if (existing === undefined) continue;
      const message = `${name} already has subnet ${existing.name} in ${subnet.zone}: name one subnet for each Availability Zone.`;
      const related = [{ subject: existing.id, message: `${existing.name} is also in ${subnet.zone}.` }];
      yield { subject: id, aspect: { of: 'subnets', index }, message, related };
    }
  }
}
