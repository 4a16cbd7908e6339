import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL that no subnet uses has no effect.
 *
 * Associate it with a subnet by a line `network-acl …`, or remove it.
 *
 * Source: AWS Security Hub control EC2.16.
 */
export const naclUnused: Rule = { code: 'nacl-unused', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  const used = new Set(network.subnets.map(({ networkAcl }) => networkAcl.id));
  for (const { id, name, isDefault } of network.networkAcls) {
    if (isDefault || used.has(id)) continue;
    yield { subject: id, message: `No subnet uses ${name}: add "network-acl ${name}" to a subnet, or remove it.` };
  }
}
