import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow depends on a security group reference that does not work on its path.
 *
 * The rule does not match behind an appliance, a Gateway Load Balancer endpoint, a NAT gateway or a peering between transit
 * gateways. The security groups of the sender are unknown there. Name addresses in the rule.
 *
 * Source: Amazon VPC User Guide, "Security group rules", limitations; Reachability Analyzer, SG_REFERENCES_NOT_PRESERVED.
 */
export const sgReferenceThroughAppliance: Rule = { code: 'sg-reference-through-appliance', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(network, claims, 'sg-reference-through-appliance');
}
