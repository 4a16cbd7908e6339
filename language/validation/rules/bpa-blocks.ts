import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow needs an internet gateway that Block Public Access closes.
 *
 * `block-public-access bidirectional` blocks traffic through the internet gateways of the VPC in both directions, also for NAT
 * gateways and load balancers. `ingress-only` still allows outbound connections through NAT gateways and egress-only internet
 * gateways. The setting applies to the subnet that exchanges packets with the internet gateway, for example that of the NAT
 * gateway or the load balancer. Exclude that subnet with `block-public-access off`.
 *
 * Source: Amazon VPC User Guide, "Block public access to VPCs and subnets".
 */
export const bpaBlocks: Rule = { code: 'bpa-blocks', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(network, claims, 'bpa-blocks', 'To exclude the subnet, add "block-public-access off" to it.');
}
