import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { balancedPaths, namesClientsOnly, rulesFor } from '#language/validation/balanced-paths.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Behind a Network Load Balancer, rules that name the security group of a client do not match.
 *
 * If the load balancer has no security groups, packets that it forwards match rules about addresses only, even if the client has
 * the named group. Give the load balancer a security group and name that group, or name the addresses of the clients.
 *
 * Source: Elastic Load Balancing, User Guide for Network Load Balancers, "Target security groups" and "Update the security groups
 * for your Network Load Balancer".
 */
export const nlbClientSgReference: Rule = { code: 'nlb-client-sg-reference', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const path of balancedPaths(network)) {
    const { balancer, target, workload, interface: end, traffic } = path;
    const [first] = rulesFor(end, 'ingress', traffic) ?? [];
    if (first === undefined || !namesClientsOnly(path) || reported.has(target.id)) continue;
    reported.add(target.id);
    yield {
      subject: target.id,
      aspect: { of: 'whole' },
      message: `${workload.name} allows only security group ${first.peer.text} on ${formatTraffic(traffic)}, which does not match packets from ${balancer.name}: give ${balancer.name} a security group and name it, or name the clients' addresses.`,
      related: [{ subject: first.id, aspect: { of: 'peer', index: 0 }, message: 'This rule names the security group.' }],
    };
  }
}
