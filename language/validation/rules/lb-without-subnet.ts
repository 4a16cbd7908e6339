import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A load balancer needs subnets.
 *
 * It has one node in each subnet: public subnets if it is internet-facing, private ones if it is internal. Add a line `subnets
 * …`. An Application Load Balancer needs at least two Availability Zones.
 *
 * Source: Elastic Load Balancing API, CreateLoadBalancer.
 */
export const lbWithoutSubnet: Rule = { code: 'lb-without-subnet', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, nodes, unknownSubnets } of network.loadBalancers) {
    if (nodes.length > 0 || unknownSubnets !== undefined) continue;
    const message = `${name} has no subnets: add a line "subnets …" with ${kind === 'alb' ? 'subnets in at least two Availability Zones' : 'at least one subnet'}.`;
    yield { subject: id, message };
  }
}
