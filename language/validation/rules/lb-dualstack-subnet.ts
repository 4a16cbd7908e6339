import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A dualstack load balancer stands in subnets with IPv6 blocks only.
 *
 * AWS refuses it otherwise: its nodes need an IPv6 address in each of them. Give the subnets IPv6 blocks of their VPC, or leave the
 * line `ip-address-type` out.
 *
 * Source: Elastic Load Balancing, "Update the IP address types for your Application Load Balancer" (the same for Network Load Balancers).
 */
export const lbDualstackSubnet: Rule = { code: 'lb-dualstack-subnet', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, ipAddressType, nodes } of network.loadBalancers) {
    if (ipAddressType === 'ipv4') continue;
    const without = nodes.filter(({ subnet }) => !subnet.prefixes.some(({ family }) => family === 6));
    if (without.length === 0) continue;
    const names = without.map(({ subnet }) => subnet.name).join(', ');
    const message = `${name} is ${ipAddressType}, and ${names} ${without.length > 1 ? 'have' : 'has'} no IPv6 block: AWS refuses that. Add an IPv6 block there, or leave "ip-address-type" out.`;
    yield { subject: id, aspect: { of: 'ip-address-type' }, message };
  }
}
