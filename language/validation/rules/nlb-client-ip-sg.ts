import { covers } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { balancedPaths, rulesFor } from '#language/validation/balanced-paths.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Behind a Network Load Balancer that keeps the clients' addresses, the target's group must let the clients in.
 *
 * Instance targets see the client's own address as the source. A rule that allows the VPC's block or the load balancer's nodes
 * lets nobody from the internet in. Allow the clients' addresses on the target's port, give the NLB a security group and name it,
 * or switch `preserve-client-ip off`.
 *
 * Source: Elastic Load Balancing, "Register targets for your Network Load Balancer", target security groups.
 */
export const nlbClientIpSg: Rule = { code: 'nlb-client-ip-sg', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const { balancer, target, thing, node, interface: end, traffic, keepsClient } of balancedPaths(network)) {
    if (!keepsClient || balancer.scheme === 'internal' || node.securityGroups !== undefined || reported.has(target.id)) continue;
    const allowed = (rulesFor(end, 'ingress', traffic) ?? []).flatMap((rule) =>
      rule.peer.kind === 'prefixes' ? rule.peer.prefixes.map((prefix) => ({ rule, prefix })) : [],
    );
    const [first] = allowed;
    const isInside = allowed.every(({ prefix }) => end.subnet.vpc.prefixes.some((block) => covers(block, prefix)));
    if (first === undefined || !isInside) continue;
    reported.add(target.id);
    yield {
      subject: target.id,
      aspect: { of: 'whole' },
      message: `${balancer.name} keeps the clients' addresses, and ${thing.name} lets in only addresses of ${balancer.vpc.name} on ${formatTraffic(traffic)}: allow the clients, or switch "preserve-client-ip off".`,
      related: [{ subject: first.rule.id, aspect: { of: 'peer', index: 0 }, message: 'The rule that lets in the VPC only.' }],
    };
  }
}
