import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import { foreignReferences } from '#language/validation/references.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An inbound rule names a security group behind a transit gateway that does not tell groups.
 *
 * The transit gateway must be told to (`security-group-references on`); it is off unless the text says so. Until then the rule
 * matches nothing.
 *
 * Source: AWS Transit Gateway Guide, "Amazon VPC attachments in AWS Transit Gateway", security group referencing.
 */
export const sgReferenceTgwDisabled: Rule = { code: 'sg-reference-tgw-disabled', severity: 'error', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* droppedSteps(
    network,
    claims,
    'sg-reference-tgw-disabled',
    'Write "security-group-references on" in the transit gateway.',
  );
  for (const { rule, other, fate, gateway } of foreignReferences(network)) {
    if (fate !== 'tgw-disabled' || gateway === undefined) continue;
    yield {
      subject: rule.id,
      aspect: { of: 'peer', index: 0 },
      message: `${gateway.name} does not tell who carries ${other.name}, so the rule matches nothing: write "security-group-references on" in ${gateway.name}, or name addresses.`,
      related: [{ subject: gateway.id, message: `${gateway.name} is declared here.` }],
    };
  }
}
