import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL allows only some replies of a flow.
 *
 * The client chooses an ephemeral port from a range, and the rule for replies covers only part of that range. The flow works
 * intermittently, which is harder to diagnose than a flow that never works. Widen the rule.
 *
 * Source: Amazon VPC User Guide, "Custom network ACLs for your VPC", ephemeral ports.
 */
export const naclReturnPartial: Rule = { code: 'nacl-return-partial', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(network, claims, 'nacl-return-partial');
}
