import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL denies a flow in the forward direction.
 *
 * Rules are evaluated in the order of their numbers. The first match decides, and packets that no rule matches are denied.
 * Outbound rules of the sender's subnet match the destination; inbound rules of the receiver's subnet match the source. Add a
 * rule with a lower number than the one that denies.
 *
 * Source: Amazon VPC User Guide, "Control subnet traffic with network access control lists".
 */
export const naclBlocksFlow: Rule = { code: 'nacl-blocks-flow', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(network, claims, 'nacl-blocks-flow');
}
