import { ALB_SUBNET_LENGTH } from '#language/aws/quotas.ts';
import { formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The subnets of an Application Load Balancer need free addresses.
 *
 * Each subnet should be a /27 or larger and have at least eight free addresses. Under load the load balancer adds nodes, and each
 * node uses an address.
 *
 * Source: Elastic Load Balancing, "Application Load Balancers", subnets for your load balancer.
 */
export const albSubnetSmall: Rule = { code: 'alb-subnet-small', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, nodes } of network.loadBalancers) {
    if (kind === 'nlb' || kind === 'gwlb') continue;
    for (const [index, { subnet }] of nodes.entries()) {
      const small = subnet.prefixes.find(({ family, length }) => family === 4 && length > ALB_SUBNET_LENGTH);
      if (small === undefined) continue;
      const message = `Subnet ${subnet.name} (${formatPrefix(small)}) is too small for ${name}: an ALB needs a /${ALB_SUBNET_LENGTH} or larger.`;
      yield { subject: id, aspect: { of: 'subnets', index }, message, related: [{ subject: subnet.id, message: 'The subnet.' }] };
    }
  }
}
