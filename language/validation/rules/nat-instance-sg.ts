import { overlaps } from '#language/network/address.ts';
import type { SecurityGroupRule } from '#language/network/filters.ts';
import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Workload } from '#language/network/workload.ts';
import { workloadsBySubnet } from '#language/validation/placement.ts';
import { clientsOf } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A NAT instance's security group must let its clients in.
 *
 * Unlike a NAT gateway it is a machine with a security group, and packets that it should pass on are inbound traffic first. Allow
 * the private subnets' blocks on the ports that they need, usually 80 and 443.
 *
 * Source: Amazon VPC User Guide, "NAT instances", recommended rules of the NAT instance's security group.
 */
export const natInstanceSg: Rule = { code: 'nat-instance-sg', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const clients = clientsOf(network);
  const tenants = workloadsBySubnet(network);
  for (const { id, kind, name, interfaces } of network.workloads) {
    // Groups that the text names and that are not known yet are reported as unknown names.
    if (kind !== 'nat-instance' || interfaces.some(({ securityGroups }) => securityGroups?.length === 0)) continue;
    const rules = interfaces.flatMap(({ securityGroups }) => (securityGroups ?? []).flatMap((group) => group.rules));
    const inbound = rules.filter(({ direction }) => direction === 'ingress');
    for (const { subnet, route } of clients.get(id) ?? []) {
      if (inbound.some((rule) => admits(rule, subnet, tenants.get(subnet.id) ?? []))) continue;
      yield {
        subject: id,
        aspect: { of: 'security-groups' },
        message: `The security group of ${name} lets nothing in from ${subnet.name}: allow its block, for example "ingress tcp 80, 443 from ${subnet.name}".`,
        related: [{ subject: route.id, message: `${subnet.name} is routed through ${name}.` }],
      };
    }
  }
}

function admits({ peer }: SecurityGroupRule, subnet: Subnet, tenants: readonly Workload[]): boolean {
  if (peer.kind === 'prefixes') return peer.prefixes.some((prefix) => subnet.prefixes.some((block) => overlaps(prefix, block)));
  return tenants.some(({ interfaces }) =>
    interfaces.some(({ securityGroups }) => securityGroups?.some((group) => group.id === peer.group)),
  );
}
