import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The reply of a flow takes a different path than the request.
 *
 * NAT gateways, load balancers and internet gateways must see both directions of a connection. Here the reply has no route back,
 * or returns through a gateway that has no entry for the connection. This is common for a resource with a public address whose
 * default route leads to a NAT gateway, or that has no default route. Route the subnet of the reply to the gateway through which
 * the request came.
 *
 * Source: Amazon VPC User Guide, "Gateway route tables" and "Enable internet access for a VPC using an internet gateway".
 */
export const asymmetricPath: Rule = { code: 'asymmetric-path', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(network, claims, 'asymmetric-path', 'Route the reply through the gateway that the request came through.');
}
