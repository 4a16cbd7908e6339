import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow needs an internet gateway, and Block Public Access stops it.
 *
 * `block-public-access bidirectional` closes the VPC's internet gateways both ways, also for NAT gateways and load balancers;
 * `ingress-only` leaves the way out through NAT gateways and egress-only gateways open. What counts is the subnet that talks to the
 * gateway: the NAT gateway's or the load balancer's. Exclude that subnet with `block-public-access off`.
 *
 * Source: Amazon VPC User Guide, "Block public access to VPCs and subnets".
 */
export const bpaBlocks: Rule = { code: 'bpa-blocks', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return droppedSteps(network, claims, 'bpa-blocks', 'Write "block-public-access off" in that subnet to exclude it.');
}
