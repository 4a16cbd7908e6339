import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { zonesOf } from '#language/validation/zones.ts';

/**
 * A load balancer takes one subnet of each availability zone.
 *
 * AWS refuses a second one of the same zone. Name one subnet for each zone.
 *
 * Source: Elastic Load Balancing, "How Elastic Load Balancing works"; API, CreateLoadBalancer.
 */
export const lbTwoSubnetsOneAz: Rule = { code: 'lb-two-subnets-one-az', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, nodes } of network.loadBalancers) {
    // An ALB in a single zone is reported for that.
    if (kind === 'alb' && zonesOf(nodes).length < 2) continue;
    const first = new Map<string, number>();
    for (const [index, { subnet }] of nodes.entries()) {
      const other = subnet.zone === undefined ? undefined : first.get(subnet.zone);
      if (subnet.zone !== undefined && other === undefined) first.set(subnet.zone, index);
      const rival = other === undefined ? undefined : nodes[other]?.subnet;
      if (rival === undefined) continue;
      const message = `${name} already stands in ${subnet.zone}, in ${rival.name}: name one subnet for each zone.`;
      const related = [{ subject: rival.id, message: `${rival.name} is in ${subnet.zone}, too.` }];
      yield { subject: id, aspect: { of: 'subnets', index }, message, related };
    }
  }
}
