import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import { foreignReferences } from '#language/validation/references.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An inbound rule names a security group behind a transit gateway that does not support references.
 *
 * Security group referencing is off by default at a transit gateway. The rule matches no packets until it is enabled with
 * `security-group-references on`.
 *
 * Source: AWS Transit Gateway Guide, "Amazon VPC attachments in AWS Transit Gateway", security group referencing.
 */
export const sgReferenceTgwDisabled: Rule = { code: 'sg-reference-tgw-disabled', severity: 'error', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* failingSteps(network, claims, 'sg-reference-tgw-disabled', 'Add "security-group-references on" to the transit gateway.');
  for (const { rule, other, status, gateway } of foreignReferences(network)) {
    if (status !== 'tgw-disabled' || gateway === undefined) continue;
    yield {
      subject: rule.id,
      aspect: { of: 'peer', index: 0 },
      message: `${gateway.name} does not support references to ${other.name}, so the rule matches no packets: add "security-group-references on" to ${gateway.name}, or name addresses.`,
      related: [{ subject: gateway.id, message: `${gateway.name} is declared here.` }],
    };
  }
}
