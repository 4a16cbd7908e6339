import type { Network } from '#language/network/network.ts';
import { groupBy } from '#language/validation/placement.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * A network ACL that allows nothing cuts its subnets off.
 *
 * A list of your own starts empty and denies what no rule allows, in both directions: unlike a security group it needs rules for
 * what comes in and for what goes out, answers included. Add them, or drop the list from the subnet, which then has the default
 * list.
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
    const message = `${name} has no ${listed(missing, 'or')} rule that allows anything, so ${names} can talk to nobody outside: add rules, for answers too.`;
    yield {
      subject: id,
      message,
      related: users.map((subnet) => ({ subject: subnet.id, message: `${subnet.name} uses the list.` })),
    };
  }
}
