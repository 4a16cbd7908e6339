import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A Network Load Balancer without a security group can never get one.
 *
 * Groups are given when it is created, or not at all. Without them every client reaches its listeners, and the targets must
 * filter by the clients' addresses. Give it a group from the start, even one that allows everything.
 *
 * Source: Elastic Load Balancing, "Update the security groups for your Network Load Balancer".
 */
export const nlbWithoutSg: Rule = { code: 'nlb-without-sg', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, nodes } of network.loadBalancers) {
    if (kind === 'alb' || nodes.length === 0 || nodes.some(({ securityGroups }) => securityGroups !== undefined)) continue;
    yield { subject: id, message: `${name} has no security group, and none can be added once it exists: give it one now.` };
  }
}
