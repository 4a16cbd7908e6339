import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Claims } from '#language/validation/claims.ts';
import { gatewayEndpointFor, peeringRoutes } from '#language/validation/connected.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { transitUses, vpcBehind } from '#language/validation/transit.ts';

/**
 * A gateway endpoint serves only its own VPC.
 *
 * Packets that arrive through a peering connection, a transit gateway, a VPN or Direct Connect cannot use it. Add a gateway
 * endpoint to the VPC that sends them, or use an interface endpoint, which is reachable from other networks.
 *
 * Source: AWS PrivateLink Guide, "Gateway endpoints for Amazon S3"; VPC Peering Guide, "How VPC peering connections work".
 */
export const endpointGatewayRemote: Rule = { code: 'endpoint-gateway-remote', severity: 'error', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* failingSteps(
    network,
    claims,
    'endpoint-gateway-remote',
    'Use an interface endpoint, or add a gateway endpoint to the VPC of the sender.',
  );
  for (const { route, table, peering, leads } of peeringRoutes(network)) {
    if (leads.to === 'endpoint') yield remark(route.id, leads.endpoint, peering.name, table.vpc);
  }
  for (const { subnet, route, gateway } of transitUses(network)) {
    if (route.destination.length === 0) continue;
    const endpoint = gateway.attachments
      .filter(({ resource }) => resource !== subnet.vpc.id)
      .flatMap((one) => vpcBehind(network, one) ?? [])
      .flatMap((vpc) => gatewayEndpointFor(network, vpc, route.destination) ?? [])[0];
    if (endpoint !== undefined) yield remark(route.id, endpoint, gateway.name, subnet.vpc);
  }
}

function remark(route: EntityId, endpoint: VpcEndpoint, connector: string, vpc: Vpc): Remark {
  return {
    subject: route,
    aspect: { of: 'target' },
    message: `Gateway endpoint ${endpoint.name} does not accept packets that arrive through ${connector}: add a gateway endpoint to ${vpc.name}, or use an interface endpoint.`,
    related: [{ subject: endpoint.id, message: `${endpoint.name} is declared here.` }],
  };
}
