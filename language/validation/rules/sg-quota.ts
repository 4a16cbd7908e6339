import { GROUPS_PER_INTERFACE, RULES_PER_GROUP } from '#language/aws/quotas.ts';
import type { SecurityGroupRule } from '#language/network/filters.ts';
import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { hasPorts } from '#language/network/traffic.ts';
import { interfacesWithOwnGroups } from '#language/validation/placement.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A security group can have 60 rules for each direction and address family, an interface 5 security groups.
 *
 * Each port range and each peer of a line becomes a rule of its own in AWS. Both quotas can be raised; their product is at most
 * 1,000. Merge rules: use port ranges instead of single ports, and a security group or a wider CIDR block instead of many
 * addresses.
 *
 * Source: Amazon VPC User Guide, "Amazon VPC quotas", security groups.
 */
export const sgQuota: Rule = { code: 'sg-quota', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, rules } of network.securityGroups) {
    for (const direction of ['ingress', 'egress'] as const) {
      const list = rules.filter((rule) => rule.direction === direction);
      const count = Math.max(countIn(list, 4), countIn(list, 6));
      if (count <= RULES_PER_GROUP) continue;
      const message = `${name} has ${count} ${direction} rules in AWS, more than the quota of ${RULES_PER_GROUP}: merge ports and peers.`;
      yield { subject: id, message };
    }
  }
  yield* tooManyGroups(network);
}

function* tooManyGroups(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const { owner, securityGroups } of interfacesWithOwnGroups(network)) {
    const count = new Set(securityGroups ?? []).size;
    if (count <= GROUPS_PER_INTERFACE || reported.has(owner)) continue;
    reported.add(owner);
    const message = `${shortName(owner)} has ${count} security groups, more than the quota of ${GROUPS_PER_INTERFACE}: merge some of them.`;
    yield { subject: owner, aspect: { of: 'security-groups' }, message };
  }
}

/** A rule that names a security group counts in both address families. */
function countIn(rules: readonly SecurityGroupRule[], family: 4 | 6): number {
  return rules.reduce((sum, { traffic, peer }) => {
    const ranges = hasPorts(traffic.protocol) ? Math.max(traffic.ports.length, 1) : 1;
    const peers = peer.kind === 'group' ? 1 : peer.prefixes.filter((prefix) => prefix.family === family).length;
    return sum + ranges * peers;
  }, 0);
}
