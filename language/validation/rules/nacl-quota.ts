import { RULES_PER_ACL } from '#language/aws/quotas.ts';
import type { AclEntry } from '#language/network/filters.ts';
import type { Network } from '#language/network/network.ts';
import { hasPorts } from '#language/network/traffic.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL can have 20 rules in each direction, or 40 with a raised quota.
 *
 * Each port range and each CIDR block of a line becomes a rule of its own in AWS. Merge rules, or use security groups for the
 * details.
 *
 * Source: Amazon VPC User Guide, "Amazon VPC quotas", network ACLs.
 */
export const naclQuota: Rule = { code: 'nacl-quota', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const { standard, most } = RULES_PER_ACL;
  for (const { id, name, entries } of network.networkAcls) {
    for (const direction of ['inbound', 'outbound'] as const) {
      const list = entries.filter((entry) => entry.direction === direction);
      const count = Math.max(countIn(list, 4), countIn(list, 6));
      if (count <= standard) continue;
      const limit = count > most ? `more than the ${most} that AWS allows` : `more than the quota of ${standard}`;
      const message = `${name} has ${count} ${direction} rules in AWS, ${limit}: merge some of them.`;
      yield { subject: id, message, ...(count > most && { severity: 'error' }) };
    }
  }
}

function countIn(entries: readonly AclEntry[], family: 4 | 6): number {
  return entries.reduce((sum, { traffic, prefixes }) => {
    const ranges = hasPorts(traffic.protocol) ? Math.max(traffic.ports.length, 1) : 1;
    return sum + ranges * prefixes.filter((prefix) => prefix.family === family).length;
  }, 0);
}
