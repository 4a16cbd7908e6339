import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL stops a flow on its way there.
 *
 * Rules are asked by their numbers, the first match decides, and what no rule matches is denied. Outbound rules of the sender's
 * subnet see the destination, inbound ones of the receiver's subnet the source. Add a rule, with a number below the one that
 * denies.
 *
 * Source: Amazon VPC User Guide, "Control subnet traffic with network access control lists".
 */
export const naclBlocksFlow: Rule = { code: 'nacl-blocks-flow', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return droppedSteps(network, claims, 'nacl-blocks-flow', 'Add a rule for it, with a number below the one that denies.');
}
