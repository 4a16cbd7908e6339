import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import { foreignReferences } from '#language/validation/references.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An outbound rule names a security group behind a transit gateway.
 *
 * Across a transit gateway, only inbound rules can reference security groups. Name the addresses of the other side in the
 * outbound rule.
 *
 * Source: AWS Transit Gateway Guide, "Amazon VPC attachments in AWS Transit Gateway", security group referencing.
 */
export const sgReferenceOutboundTgw: Rule = { code: 'sg-reference-outbound-tgw', severity: 'error', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* failingSteps(network, claims, 'sg-reference-outbound-tgw');
  for (const { rule, other, status, gateway } of foreignReferences(network)) {
    if (status !== 'outbound-tgw') continue;
    yield {
      subject: rule.id,
      aspect: { of: 'peer', index: 0 },
      message: `${other.name} is behind ${gateway?.name ?? 'a transit gateway'}, and outbound rules cannot reference security groups there: name addresses instead.`,
      related: [{ subject: other.id, message: `${other.name} is declared here.` }],
    };
  }
}
