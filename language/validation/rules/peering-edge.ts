import { formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { peeringRoutes } from '#language/validation/connected.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A peering connection leads into the other VPC, not out of it at the other side.
 *
 * The other VPC's internet gateway, VPN and Direct Connect serve that VPC alone. Give the own VPC a gateway for this destination,
 * or connect the two by a transit gateway. (For the other VPC's NAT gateways see nat-over-peering, for its gateway endpoints
 * endpoint-gateway-remote.)
 *
 * Source: VPC Peering Guide, "How VPC peering connections work", edge to edge routing.
 */
export const peeringEdge: Rule = { code: 'peering-edge', severity: 'error', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* droppedSteps(network, claims, 'peering-edge', 'Give the own VPC a way there, or use a transit gateway.');
  for (const { route, table, peering, far, leads } of peeringRoutes(network)) {
    if (leads.to !== 'edge') continue;
    yield {
      subject: route.id,
      aspect: { of: 'target' },
      message: `${formatPrefix(route.destination)} is not in ${far.name}, and ${peering.name} leads no further: give ${table.vpc.name} a gateway of its own for it.`,
      related: [{ subject: far.id, message: `${far.name} is declared here.` }],
    };
  }
}
