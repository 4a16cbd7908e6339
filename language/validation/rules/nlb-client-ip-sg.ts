import { covers } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { balancedPaths, rulesFor } from '#language/validation/balanced-paths.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * With client IP preservation, the security group of a target must allow the clients.
 *
 * Behind a Network Load Balancer, instance targets see the address of the client as the source. A rule for the CIDR block of the
 * VPC or the nodes of the load balancer does not match clients from the internet. Allow the clients' addresses on the port of the
 * target, give the load balancer a security group and allow that group, or set `preserve-client-ip off`.
 *
 * Source: Elastic Load Balancing, "Register targets for your Network Load Balancer", target security groups.
 */
export const nlbClientIpSg: Rule = { code: 'nlb-client-ip-sg', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const { balancer, target, workload, node, interface: end, traffic, keepsClient } of balancedPaths(network)) {
    if (!keepsClient || balancer.scheme === 'internal' || node.securityGroups !== undefined || reported.has(target.id)) continue;
    const rules = rulesFor(end, 'ingress', traffic) ?? [];
    if (rules.some(({ peer }) => peer.kind === 'prefixes' && peer.unknown !== undefined)) continue;
    const allowed = rules.flatMap((rule) =>
      rule.peer.kind === 'prefixes' ? rule.peer.prefixes.map((prefix) => ({ rule, prefix })) : [],
    );
    const [first] = allowed;
    const isInside = allowed.every(({ prefix }) => end.subnet.vpc.prefixes.some((block) => covers(block, prefix)));
    if (first === undefined || !isInside) continue;
    reported.add(target.id);
    yield {
      subject: target.id,
      aspect: { of: 'whole' },
      message: `${balancer.name} preserves client addresses, but ${workload.name} allows only addresses of ${balancer.vpc.name} on ${formatTraffic(traffic)}: allow the clients, or set "preserve-client-ip off".`,
      related: [{ subject: first.rule.id, aspect: { of: 'peer', index: 0 }, message: 'This rule allows only the VPC.' }],
    };
  }
}
