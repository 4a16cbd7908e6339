import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A target calls its own Network Load Balancer, which chooses the same target.
 *
 * With client IP preservation, the packet returns with the target's own address as its source, and is dropped. Set
 * `preserve-client-ip off`, or call the service without the load balancer.
 *
 * Source: Elastic Load Balancing, "Troubleshoot your Network Load Balancer".
 */
export const nlbHairpin: Rule = { code: 'nlb-hairpin', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(network, claims, 'nlb-hairpin', 'Set "preserve-client-ip off" in the target group.');
}
