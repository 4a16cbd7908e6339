import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow does not arrive.
 *
 * The network drops the packet or its reply. The message names the first blocker; the related lines list all blockers in both
 * directions. Common causes have codes of their own, such as sg-blocks-flow, nacl-blocks-return and asymmetric-path. Each flow is
 * reported once, under the code of its first blocker.
 *
 * Source: AWS Reachability Analyzer, explanation codes.
 */
export const flowBlocked: Rule = { code: 'flow-blocked', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(
    network,
    claims,
    'flow-blocked',
    'Remove the blocker, or add "dropped" to the step if the drop is intended.',
  );
}
