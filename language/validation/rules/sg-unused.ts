import type { Network } from '#language/network/network.ts';
import { carriersByGroup } from '#language/validation/placement.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A security group that no resource uses has no effect.
 *
 * Rules that name it as their peer match no packets either. Associate it with a resource, or remove it.
 *
 * Source: AWS Security Hub control EC2.22.
 */
export const sgUnused: Rule = { code: 'sg-unused', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  const carriers = carriersByGroup(network);
  for (const { id, name, isDefault, external } of network.securityGroups) {
    if (isDefault || external !== undefined || carriers.has(id)) continue;
    yield { subject: id, message: `No resource uses ${name}: add "security-groups ${name}" to a resource, or remove it.` };
  }
}
