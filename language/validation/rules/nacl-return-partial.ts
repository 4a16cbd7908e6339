import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL lets only some of a flow's answers pass.
 *
 * Who opens a connection chooses its port out of a range, and the rule for answers covers a part of that range only. The flow
 * works now and then, which is harder to find than one that never works. Widen the rule.
 *
 * Source: Amazon VPC User Guide, "Custom network ACLs for your VPC", ephemeral ports.
 */
export const naclReturnPartial: Rule = { code: 'nacl-return-partial', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return droppedSteps(network, claims, 'nacl-return-partial', 'Allow the whole range for answers.');
}
