import { formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { peeringRoutes } from '#language/validation/connected.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A peering connection does not give access to the gateways of the other VPC.
 *
 * The internet gateway, VPN and Direct Connect connections of the other VPC serve that VPC only. Add a gateway for this
 * destination to the VPC of the route, or connect the two VPCs by a transit gateway. For NAT gateways of the other VPC see
 * nat-over-peering; for its gateway endpoints see endpoint-gateway-remote.
 *
 * Source: VPC Peering Guide, "How VPC peering connections work", edge to edge routing.
 */
export const peeringEdge: Rule = { code: 'peering-edge', severity: 'error', isDerived: true, check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* failingSteps(network, claims, 'peering-edge', 'Add a gateway to the VPC of the sender, or use a transit gateway.');
  for (const { route, table, peering, far, leads } of peeringRoutes(network)) {
    if (leads.to !== 'edge') continue;
    yield {
      subject: route.id,
      aspect: { of: 'target' },
      message: `${formatPrefix(route.destination)} is not in ${far.name}, and peering ${peering.name} reaches only ${far.name}: add a gateway for this destination to ${table.vpc.name}.`,
      related: [{ subject: far.id, message: `${far.name} is declared here.` }],
    };
  }
}
