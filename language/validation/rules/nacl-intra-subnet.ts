import { covers } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import { groupBy } from '#language/validation/placement.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A rule of a network ACL between hosts of one subnet does nothing.
 *
 * A list is asked when traffic enters or leaves its subnet, never inside it. To keep two hosts of a subnet apart use security
 * groups, or two subnets.
 *
 * Source: Amazon VPC User Guide, "Control subnet traffic with network access control lists".
 */
export const naclIntraSubnet: Rule = { code: 'nacl-intra-subnet', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  const subnets = groupBy(network.subnets, ({ networkAcl }) => networkAcl.id);
  for (const { id, entries } of network.networkAcls) {
    const [subnet, ...others] = subnets.get(id) ?? [];
    if (subnet === undefined || others.length > 0) continue;
    for (const { id: entry, prefixes } of entries) {
      if (!prefixes.some((prefix) => subnet.prefixes.some((block) => covers(block, prefix)))) continue;
      const message = `This rule speaks of hosts in ${subnet.name} itself, whose traffic among themselves no network ACL sees: use security groups.`;
      yield {
        subject: entry,
        aspect: { of: 'peer', index: 0 },
        message,
        related: [{ subject: subnet.id, message: 'The subnet.' }],
      };
    }
  }
}
