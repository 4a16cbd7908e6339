import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A load balancer needs subnets to stand in.
 *
 * It puts one node into each of them: public subnets if it faces the internet, private ones if it is internal. Add a line
 * `subnets …`; an Application Load Balancer needs two zones at least.
 *
 * Source: Elastic Load Balancing API, CreateLoadBalancer.
 */
export const lbWithoutSubnet: Rule = { code: 'lb-without-subnet', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, nodes } of network.loadBalancers) {
    if (nodes.length > 0) continue;
    const message = `${name} stands in no subnet: add a line "subnets …" with ${kind === 'alb' ? 'subnets of two zones' : 'one subnet or more'}.`;
    yield { subject: id, message };
  }
}
