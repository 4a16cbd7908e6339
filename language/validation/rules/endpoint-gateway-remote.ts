import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Claims } from '#language/validation/claims.ts';
import { gatewayEndpointFor, peeringRoutes } from '#language/validation/connected.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { transitUses, vpcBehind } from '#language/validation/transit.ts';

/**
 * A gateway endpoint serves its own VPC only.
 *
 * Packets that come through a peering connection, a transit gateway, a VPN or Direct Connect cannot use it. Give the VPC they come
 * from a gateway endpoint of its own, or use an interface endpoint, which works from everywhere.
 *
 * Source: AWS PrivateLink Guide, "Gateway endpoints for Amazon S3"; VPC Peering Guide, "How VPC peering connections work".
 */
export const endpointGatewayRemote: Rule = { code: 'endpoint-gateway-remote', severity: 'error', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* droppedSteps(network, claims, 'endpoint-gateway-remote', 'Use an interface endpoint, or one of the own VPC.');
  for (const { route, table, peering, leads } of peeringRoutes(network)) {
    if (leads.to === 'endpoint') yield remark(route.id, leads.endpoint, peering.name, table.vpc);
  }
  for (const { subnet, route, gateway } of transitUses(network)) {
    if (route.destination.length === 0) continue;
    const endpoint = gateway.attachments
      .filter(({ resource: thing }) => thing !== subnet.vpc.id)
      .flatMap((one) => vpcBehind(network, one) ?? [])
      .flatMap((vpc) => gatewayEndpointFor(network, vpc, route.destination) ?? [])[0];
    if (endpoint !== undefined) yield remark(route.id, endpoint, gateway.name, subnet.vpc);
  }
}

function remark(route: EntityId, endpoint: VpcEndpoint, connector: string, vpc: Vpc): Remark {
  return {
    subject: route,
    aspect: { of: 'target' },
    message: `${endpoint.name} takes nothing that comes through ${connector}: give ${vpc.name} a gateway endpoint of its own, or use an interface endpoint.`,
    related: [{ subject: endpoint.id, message: `${endpoint.name} is declared here.` }],
  };
}
