import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A dualstack load balancer needs an IPv6 block in each of its subnets.
 *
 * Its nodes need an IPv6 address in each subnet, and AWS rejects it otherwise. Add IPv6 blocks of the VPC to the subnets, or
 * leave out the line `ip-address-type`.
 *
 * Source: Elastic Load Balancing, "Update the IP address types for your Application Load Balancer" (the same for Network Load Balancers).
 */
export const lbDualstackSubnet: Rule = { code: 'lb-dualstack-subnet', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, ipAddressType, nodes } of network.loadBalancers) {
    if (ipAddressType === 'ipv4') continue;
    const without = nodes.filter(
      ({ subnet }) => subnet.unknown === undefined && !subnet.prefixes.some(({ family }) => family === 6),
    );
    if (without.length === 0) continue;
    const names = without.map(({ subnet }) => subnet.name).join(', ');
    const message = `${name} is ${ipAddressType}, but ${names} ${without.length > 1 ? 'have' : 'has'} no IPv6 block: AWS rejects this. Add an IPv6 block there, or leave out "ip-address-type".`;
    yield { subject: id, aspect: { of: 'ip-address-type' }, message };
  }
}
