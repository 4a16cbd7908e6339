import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A security group denies a flow.
 *
 * No outbound rule of the sender or no inbound rule of the receiver matches. The rules of all security groups of an interface
 * apply together. Only the direction in which the connection is opened counts; replies are always allowed. Add a rule for the
 * protocol, the port and the other end.
 *
 * Source: Amazon VPC User Guide, "Security group rules".
 */
export const sgBlocksFlow: Rule = { code: 'sg-blocks-flow', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(
    network,
    claims,
    'sg-blocks-flow',
    'Add a rule that allows it, or add "dropped" to the step if the drop is intended.',
  );
}
