import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { balancedPaths, isPeer, rulesFor } from '#language/validation/balanced-paths.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The security group of a target must allow health checks of a Network Load Balancer.
 *
 * With client IP preservation, clients use their own addresses, and health checks use the addresses of the load balancer nodes. A
 * target that allows only the clients stays unhealthy. Allow the CIDR blocks of the load balancer's subnets, or give the load
 * balancer a security group and allow that group.
 *
 * Source: Elastic Load Balancing, "Register targets for your Network Load Balancer", target security groups.
 */
export const lbHealthPortBlocked: Rule = { code: 'lb-health-port-blocked', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const { balancer, target, workload, node, interface: end, traffic, keepsClient } of balancedPaths(network)) {
    const rules = rulesFor(end, 'ingress', traffic) ?? [];
    const first = rules.find(({ peer }) => peer.kind === 'prefixes');
    if (!keepsClient || first === undefined || reported.has(target.id) || rules.some((rule) => isPeer(rule, node))) continue;
    reported.add(target.id);
    yield {
      subject: target.id,
      aspect: { of: 'whole' },
      message: `Health checks of ${balancer.name} do not reach ${workload.name}: its security group allows clients on ${formatTraffic(traffic)}, but not subnet ${node.subnet.name}, from which the checks come. Allow that subnet too.`,
      related: [{ subject: first.id, aspect: { of: 'peer', index: 0 }, message: 'This rule allows the clients.' }],
    };
  }
}
