import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A target calls its own Network Load Balancer and is sent to itself.
 *
 * With the clients' addresses kept, the packet comes back with the target's own address as its source and is thrown away. Write
 * `preserve-client-ip off`, or call the service by another way.
 *
 * Source: Elastic Load Balancing, "Troubleshoot your Network Load Balancer".
 */
export const nlbHairpin: Rule = { code: 'nlb-hairpin', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return droppedSteps(network, claims, 'nlb-hairpin', 'Write "preserve-client-ip off" in the target group.');
}
