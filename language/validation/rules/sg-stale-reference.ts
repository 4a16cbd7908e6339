import type { Network } from '#language/network/network.ts';
import { foreignReferences } from '#language/validation/references.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A rule names a security group of a VPC that is not connected.
 *
 * A security group as the peer of a rule means the private addresses of its members. Across VPCs this works only over a peering
 * connection or a transit gateway; otherwise the rule matches no packets. Name the addresses of the other side instead.
 *
 * Source: Amazon VPC User Guide, "Security group rules", stale rules; Amazon VPC Peering Guide, "Update your security groups to
 * reference peer security groups".
 */
export const sgStaleReference: Rule = { code: 'sg-stale-reference', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { group, rule, other, status } of foreignReferences(network)) {
    if (status !== 'stale') continue;
    const message = `${other.name} is in ${other.vpc.name}, which is not connected with ${group.vpc.name}: the rule of ${group.name} matches no packets. Name addresses instead.`;
    const related = [{ subject: other.id, message: `${other.name} is declared here.` }];
    yield { subject: rule.id, aspect: { of: 'peer', index: 0 }, message, related };
  }
}
