import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Some connections of a flow work and some do not.
 *
 * AWS chooses the target of a load balancer, the interface of a function, the pod behind a node port. If one of the choices fails, some of
 * the connections fail, and nobody can say which. The message names the first choice that fails; the related lines are what blocks it.
 * Remove the blocker, or add `intermittent` to the step if that is intended.
 *
 * Source: Elastic Load Balancing, "How Elastic Load Balancing works" (routing algorithms); the language reference, flows.
 */
export const flowIntermittent: Rule = { code: 'flow-intermittent', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(
    network,
    claims,
    'flow-intermittent',
    'Make all choices work, or add "intermittent" to the step if that is intended.',
  );
}
