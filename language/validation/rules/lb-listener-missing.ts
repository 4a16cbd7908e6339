import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow goes to a port without a listener.
 *
 * A load balancer accepts connections only on the ports of its listeners; an API gateway listens on port 443. Add a listener, or
 * correct the port of the flow.
 *
 * Source: AWS Reachability Analyzer, explanation codes ELBV2_LISTENERS_MISMATCH and ELB_LISTENERS_MISMATCH.
 */
export const lbListenerMissing: Rule = { code: 'lb-listener-missing', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(network, claims, 'lb-listener-missing', 'Add a listener, or correct the port of the flow.');
}
