import type { AclEntry, NetworkAcl } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The network ACL of a transit gateway subnet denies some traffic.
 *
 * It filters all traffic of the attachment in both directions, including traffic of remote networks whose addresses it does not
 * list. AWS recommends keeping it open, and filtering in the subnets of the workloads.
 *
 * Source: AWS Transit Gateway Guide, "Network ACLs for transit gateways in AWS Transit Gateway".
 */
export const naclTgwSubnetClosed: Rule = { code: 'nacl-tgw-subnet-closed', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<EntityId>();
  for (const { attachments } of network.transitGateways) {
    for (const subnet of attachments.flatMap(({ subnets }) => subnets)) {
      const { networkAcl, id, name } = subnet;
      if (networkAcl.isDefault || reported.has(id) || (isOpen(networkAcl, 'inbound') && isOpen(networkAcl, 'outbound'))) continue;
      reported.add(id);
      yield {
        subject: id,
        aspect: { of: 'network-acl' },
        message: `${networkAcl.name} filters all traffic of the transit gateway attachment in ${name}: keep it open, and filter in the subnets of the workloads.`,
        related: [{ subject: networkAcl.id, message: `${networkAcl.name} is declared here.` }],
      };
    }
  }
}

/** Whether the first rule of the direction allows everything. */
function isOpen({ entries }: NetworkAcl, direction: AclEntry['direction']): boolean {
  const first = entries.find((entry) => entry.direction === direction);
  return first?.action === 'allow' && first.traffic.protocol === 'all' && first.prefixes.some(({ length }) => length === 0);
}
