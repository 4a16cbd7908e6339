import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow is idle longer than the idle timeout of a NAT gateway.
 *
 * A connection that is idle for 350 seconds expires. The NAT gateway then drops replies, and answers the next packet of the
 * client with a reset. Send keep-alives more often.
 *
 * Source: Amazon VPC User Guide, "Troubleshoot NAT gateways", internet connection drops after 350 seconds.
 */
export const natIdleTimeout: Rule = { code: 'nat-idle-timeout', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(network, claims, 'nat-idle-timeout');
}
