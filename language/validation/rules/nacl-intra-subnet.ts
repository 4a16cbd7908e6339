import { covers } from '#language/network/address.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL rule between hosts of the same subnet has no effect.
 *
 * A network ACL filters traffic that enters or leaves its subnet, never traffic inside it. To separate two hosts of a subnet, use
 * security groups or two subnets.
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
      const message = `This rule has no effect: its addresses are in ${subnet.name} itself, and a network ACL does not filter traffic inside a subnet. Use security groups.`;
      yield {
        subject: entry,
        aspect: { of: 'peer', index: 0 },
        message,
        related: [{ subject: subnet.id, message: 'The subnet.' }],
      };
    }
  }
}
