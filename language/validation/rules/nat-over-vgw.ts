import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Traffic from a virtual private gateway cannot use the NAT gateway of the VPC.
 *
 * A VPN or Direct Connect link that ends at the VPC reaches only private addresses of its interfaces. Attach the link to a
 * transit gateway, which can route it to a NAT gateway, or give the other side its own internet access.
 *
 * Source: Amazon VPC User Guide, "NAT gateway basics"; Reachability Analyzer, VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS.
 */
export const natOverVgw: Rule = { code: 'nat-over-vgw', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  const advice =
    'A NAT gateway does not accept packets from a VPN or Direct Connect link to its VPC: attach the link to a transit gateway.';
  return failingSteps(network, claims, 'nat-over-vgw', advice);
}
