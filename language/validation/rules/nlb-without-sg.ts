import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Security groups cannot be added later to a Network Load Balancer without any.
 *
 * A Network Load Balancer needs a security group when it is created. Without one, every client reaches its listeners, and the
 * targets must filter by the clients' addresses. Give it a security group from the start, even one that allows everything.
 *
 * Source: Elastic Load Balancing, "Update the security groups for your Network Load Balancer".
 */
export const nlbWithoutSg: Rule = { code: 'nlb-without-sg', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, nodes } of network.loadBalancers) {
    if (kind !== 'nlb' || nodes.length === 0 || nodes.some(({ securityGroups }) => securityGroups !== undefined)) continue;
    yield { subject: id, message: `${name} has no security group, and AWS cannot add one after its creation: give it one now.` };
  }
}
