import type { Network } from '#language/network/network.ts';
import { foreignReferences } from '#language/validation/references.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A rule names a security group of another VPC.
 *
 * A group as the peer of a rule stands for the private addresses of those who carry it. Across VPCs that works over a peering
 * connection or a transit gateway only; without one the rule matches nothing. Name the other side's addresses instead.
 *
 * Source: Amazon VPC User Guide, "Security group rules", stale rules; Amazon VPC Peering Guide, "Update your security groups to
 * reference peer security groups".
 */
export const sgStaleReference: Rule = { code: 'sg-stale-reference', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { group, rule, other, fate } of foreignReferences(network)) {
    if (fate !== 'stale') continue;
    const message = `${other.name} belongs to ${other.vpc.name}, and nothing connects it with ${group.vpc.name}: the rule of ${group.name} matches nothing. Name addresses instead.`;
    const related = [{ subject: other.id, message: `${other.name} is declared here.` }];
    yield { subject: rule.id, aspect: { of: 'peer', index: 0 }, message, related };
  }
}
