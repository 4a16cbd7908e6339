import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { balancedPaths, rulesFor } from '#language/validation/balanced-paths.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Behind a Network Load Balancer a client's security group is not seen.
 *
 * A target that lets in a group gets nothing through an NLB without groups of its own, even if the client carries that group:
 * what comes through the load balancer matches addresses only. Give the NLB a group and name that one, or name the clients'
 * addresses.
 *
 * Source: Elastic Load Balancing, User Guide for Network Load Balancers, "Target security groups" and "Update the security groups
 * for your Network Load Balancer".
 */
export const nlbClientSgReference: Rule = { code: 'nlb-client-sg-reference', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const { balancer, target, thing, node, interface: end, traffic, keepsClient } of balancedPaths(network)) {
    const rules = rulesFor(end, 'ingress', traffic) ?? [];
    const [first] = rules;
    const onlyGroups = first !== undefined && rules.every(({ peer }) => peer.kind === 'group');
    if (!keepsClient || node.securityGroups !== undefined || !onlyGroups || reported.has(target.id)) continue;
    reported.add(target.id);
    yield {
      subject: target.id,
      aspect: { of: 'whole' },
      message: `${thing.name} lets in only security group ${first.peer.text} on ${formatTraffic(traffic)}, which nothing carries that comes through ${balancer.name}: give ${balancer.name} a group and name that, or name the clients' addresses.`,
      related: [{ subject: first.id, aspect: { of: 'peer', index: 0 }, message: 'The rule that names a group.' }],
    };
  }
}
