import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import { foreignReferences } from '#language/validation/references.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A rule names a security group in another Region.
 *
 * A peering connection between Regions does not support security group references: the rule matches no packets. Name the
 * addresses of the other side.
 *
 * Source: VPC Peering Guide, "Update your security groups to reference peer security groups".
 */
export const sgReferenceCrossRegion: Rule = { code: 'sg-reference-cross-region', severity: 'error', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* failingSteps(network, claims, 'sg-reference-cross-region');
  for (const { rule, group, other, status } of foreignReferences(network)) {
    if (status !== 'cross-region') continue;
    yield {
      subject: rule.id,
      aspect: { of: 'peer', index: 0 },
      message: `${other.name} is in ${other.vpc.region}, ${group.name} in ${group.vpc.region}: across Regions the rule matches no packets. Name addresses instead.`,
      related: [{ subject: other.id, message: `${other.name} is declared here.` }],
    };
  }
}
