import { overlaps } from '#language/network/address.ts';
import type { SecurityGroupRule } from '#language/network/filters.ts';
import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Workload } from '#language/network/workload.ts';
import { workloadsBySubnet } from '#language/validation/placement.ts';
import { clientsOf } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The security group of a NAT instance must allow its clients.
 *
 * Unlike a NAT gateway, a NAT instance has a security group, and the packets that it forwards are inbound traffic first. Allow
 * the CIDR blocks of the private subnets on the ports that the clients need, usually 80 and 443.
 *
 * Source: Amazon VPC User Guide, "NAT instances", recommended rules of the NAT instance's security group.
 */
export const natInstanceSg: Rule = { code: 'nat-instance-sg', severity: 'error', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  const clients = clientsOf(network);
  const tenants = workloadsBySubnet(network);
  for (const { id, kind, name, interfaces } of network.workloads) {
    // Groups without a declaration are reported as unknown-name.
    if (kind !== 'nat-instance' || interfaces.some(({ securityGroups }) => securityGroups?.length === 0)) continue;
    const rules = interfaces.flatMap(({ securityGroups }) => (securityGroups ?? []).flatMap((group) => group.rules));
    const inbound = rules.filter(({ direction }) => direction === 'ingress');
    for (const { subnet, route } of clients.get(id) ?? []) {
      if (inbound.some((rule) => admits(rule, subnet, tenants.get(subnet.id) ?? []))) continue;
      yield {
        subject: id,
        aspect: { of: 'security-groups' },
        message: `The security group of ${name} allows no inbound traffic from subnet ${subnet.name}: allow its CIDR block, for example "ingress tcp 80, 443 from ${subnet.name}".`,
        related: [{ subject: route.id, message: `${subnet.name} routes traffic through ${name}.` }],
      };
    }
  }
}

function admits({ peer }: SecurityGroupRule, subnet: Subnet, tenants: readonly Workload[]): boolean {
  if (peer.kind === 'prefixes' && (peer.unknown !== undefined || subnet.unknown !== undefined)) return true;
  if (peer.kind === 'prefixes') return peer.prefixes.some((prefix) => subnet.prefixes.some((block) => overlaps(prefix, block)));
  return tenants.some(({ interfaces }) =>
    interfaces.some(({ securityGroups }) =>
      securityGroups?.some(({ id, external }) => id === peer.group || external === 'unnamed'),
    ),
  );
}
