import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { balancedPaths, isPeer, rulesFor } from '#language/validation/balanced-paths.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A Network Load Balancer's health checks must get through, too.
 *
 * Clients come with their own addresses, health checks with those of the load balancer's nodes. A target that lets in the clients
 * alone stays unhealthy. Allow the block of the load balancer's subnets, or give the NLB a security group and name it.
 *
 * Source: Elastic Load Balancing, "Register targets for your Network Load Balancer", target security groups.
 */
export const lbHealthPortBlocked: Rule = { code: 'lb-health-port-blocked', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const { balancer, target, thing, node, interface: end, traffic, keepsClient } of balancedPaths(network)) {
    const rules = rulesFor(end, 'ingress', traffic) ?? [];
    const first = rules.find(({ peer }) => peer.kind === 'prefixes');
    if (!keepsClient || first === undefined || reported.has(target.id) || rules.some((rule) => isPeer(rule, node))) continue;
    reported.add(target.id);
    yield {
      subject: target.id,
      aspect: { of: 'whole' },
      message: `Health checks of ${balancer.name} do not reach ${thing.name}: its group lets clients in on ${formatTraffic(traffic)}, but not ${node.subnet.name}, where they come from. Allow that, too.`,
      related: [{ subject: first.id, aspect: { of: 'peer', index: 0 }, message: 'The rule for the clients.' }],
    };
  }
}
