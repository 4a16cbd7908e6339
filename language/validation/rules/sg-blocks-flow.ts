import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A security group stops a flow.
 *
 * No outbound rule of the sender's groups or no inbound rule of the receiver's matches. The rules of all groups on an interface
 * count together, and only those for the direction in which the connection is opened: answers always pass. Add a rule for the
 * protocol, the port and the other end.
 *
 * Source: Amazon VPC User Guide, "Security group rules".
 */
export const sgBlocksFlow: Rule = { code: 'sg-blocks-flow', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return droppedSteps(
    network,
    claims,
    'sg-blocks-flow',
    'Add a rule for it, or write "dropped" behind the leg if that is the story.',
  );
}
