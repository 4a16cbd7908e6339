import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow from the internet goes to an internal load balancer.
 *
 * An internal load balancer has only private addresses, and its DNS name resolves to them everywhere. Make it `internet-facing`
 * in public subnets, or put an API gateway or another load balancer in front of it.
 *
 * Source: Elastic Load Balancing, "How Elastic Load Balancing works", load balancer scheme.
 */
export const lbInternalFromInternet: Rule = { code: 'lb-internal-from-internet', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(network, claims, 'lb-internal-from-internet', 'Make the load balancer internet-facing.');
}
