import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow does not arrive.
 *
 * The text tells of a connection that the network does not let through, or whose answer does not come back. The message names the
 * first thing in its way; the related lines are all of them, on both ways. Common obstacles have codes of their own
 * (sg-blocks-flow, nacl-blocks-return, asymmetric-path and others): one flow is reported once, under the code of its first
 * obstacle.
 *
 * Source: AWS Reachability Analyzer, explanation codes.
 */
export const flowBlocked: Rule = { code: 'flow-blocked', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return droppedSteps(network, claims, 'flow-blocked', 'Clear the way, or write "dropped" behind the leg if that is the story.');
}
