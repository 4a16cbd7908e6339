import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The answer of a flow takes another way than the question.
 *
 * NAT gateways, load balancers and internet gateways must see both directions of a connection. Here the answer finds no route
 * back, or comes back by a gateway that knows nothing of the question: usual for a thing with a public address whose default
 * route leads to a NAT gateway, or nowhere. Let the answer's subnet lead to the gateway by which the question came.
 *
 * Source: Amazon VPC User Guide, "Gateway route tables" and "Enable internet access for a VPC using an internet gateway".
 */
export const asymmetricPath: Rule = { code: 'asymmetric-path', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return droppedSteps(network, claims, 'asymmetric-path', 'Give the answer a route by which the question came.');
}
