import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow is silent for longer than a NAT gateway remembers.
 *
 * After 350 seconds without a packet the NAT gateway forgets the connection: an answer is dropped, and the client's next packet
 * is answered with a reset. Send keep-alives more often than that.
 *
 * Source: Amazon VPC User Guide, "Troubleshoot NAT gateways", internet connection drops after 350 seconds.
 */
export const natIdleTimeout: Rule = { code: 'nat-idle-timeout', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return droppedSteps(network, claims, 'nat-idle-timeout', 'Send keep-alives within 350 s.');
}
