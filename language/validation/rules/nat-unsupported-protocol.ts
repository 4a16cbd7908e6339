import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow uses a protocol that NAT gateways do not support.
 *
 * NAT gateways support TCP, UDP and ICMP. IPsec needs NAT traversal (UDP 4500). For other protocols use a NAT instance or a
 * public address.
 *
 * Source: Amazon VPC User Guide, "NAT gateway basics".
 */
export const natUnsupportedProtocol: Rule = { code: 'nat-unsupported-protocol', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(network, claims, 'nat-unsupported-protocol', 'Use UDP encapsulation or a public address.');
}
