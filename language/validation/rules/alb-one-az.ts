import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { zonesOf } from '#language/validation/zones.ts';

/**
 * An Application Load Balancer stands in at least two availability zones.
 *
 * AWS refuses one with fewer: name a subnet in each of two zones, or more. Subnets without a line `az …` are taken for subnets of
 * different zones.
 *
 * Source: Elastic Load Balancing, "Application Load Balancers", availability zones and load balancer nodes.
 */
export const albOneAz: Rule = { code: 'alb-one-az', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, nodes } of network.loadBalancers) {
    if (kind === 'nlb' || nodes.length === 0 || zonesOf(nodes).length > 1) continue;
    const zone = nodes[0]?.subnet.zone;
    const where = zone === undefined ? 'in one subnet only' : `in ${zone} only`;
    const message = `${name} stands ${where}: an ALB needs subnets in at least two zones. Name a subnet of another zone, too.`;
    yield { subject: id, aspect: { of: 'subnets' }, message };
  }
}
