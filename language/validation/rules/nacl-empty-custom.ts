import { groupBy } from '#language/network/group-by.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * A network ACL without allow rules isolates its subnets.
 *
 * A custom network ACL starts empty and denies everything that no rule allows, in both directions. Unlike a security group, it
 * needs rules for inbound and outbound traffic, including replies. Add them, or remove the network ACL from the subnet, which
 * then uses the default network ACL.
 *
 * Source: Amazon VPC User Guide, "Create a network ACL".
 */
export const naclEmptyCustom: Rule = { code: 'nacl-empty-custom', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const subnets = groupBy(network.subnets, ({ networkAcl }) => networkAcl.id);
  for (const { id, name, isDefault, entries } of network.networkAcls) {
    const users = subnets.get(id) ?? [];
    if (isDefault || users.length === 0) continue;
    const allows = (direction: 'inbound' | 'outbound') =>
      entries.some((entry) => entry.direction === direction && entry.action === 'allow');
    const missing = (['inbound', 'outbound'] as const).filter((direction) => !allows(direction));
    if (missing.length === 0) continue;
    const names = listed(users.map((subnet) => subnet.name));
    const message = `${name} has no ${listed(missing, 'or')} allow rule, so ${names} cannot communicate with other networks: add rules, also for replies.`;
    yield {
      subject: id,
      message,
      related: users.map((subnet) => ({ subject: subnet.id, message: `${subnet.name} uses the network ACL.` })),
    };
  }
}
