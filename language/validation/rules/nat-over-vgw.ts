import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Whoever comes over a virtual private gateway cannot use the VPC's NAT gateway.
 *
 * A VPN or a Direct Connect link that ends at the VPC reaches private addresses of interfaces in it and no further. Attach the
 * link to a transit gateway, which may lead it to a NAT gateway, or give the other side a way of its own.
 *
 * Source: Amazon VPC User Guide, "NAT gateway basics"; Reachability Analyzer, VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS.
 */
export const natOverVgw: Rule = { code: 'nat-over-vgw', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  const advice = 'A NAT gateway takes nothing that comes over a line to its VPC: attach the line to a transit gateway.';
  return droppedSteps(network, claims, 'nat-over-vgw', advice);
}
