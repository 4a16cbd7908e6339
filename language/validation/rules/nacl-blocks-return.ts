import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL denies the reply of a flow.
 *
 * Network ACLs are stateless. The reply goes to the ephemeral port from which the connection was opened. The responder's subnet
 * must allow it outbound, the client's subnet inbound. The same applies to the subnet of a NAT gateway or load balancer between
 * them. For TCP, allow tcp 1024-65535 there; for a ping, icmp type 0.
 *
 * Source: Amazon VPC User Guide, "Custom network ACLs for your VPC", ephemeral ports.
 */
export const naclBlocksReturn: Rule = { code: 'nacl-blocks-return', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(network, claims, 'nacl-blocks-return');
}
