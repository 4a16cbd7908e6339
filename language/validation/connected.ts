// Two VPCs, or a route into a connection between them → what connects them, and where the route leads.
import { contains, overlaps, type Prefix } from '#language/network/address.ts';
import { attachmentOf, farSide, type Peering, type TransitGateway } from '#language/network/connectors.ts';
import type { NatGateway, RegionalNat } from '#language/network/gateways.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Route, RouteTable } from '#language/network/route-table.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';

/** The peering connections and transit gateways that connect two VPCs. */
export function connectionsBetween(
  { peerings, transitGateways }: Network,
  a: Vpc,
  b: Vpc,
): readonly (Peering | TransitGateway)[] {
  return [
    ...peerings.filter(({ vpcs }) => vpcs.includes(a) && vpcs.includes(b)),
    ...transitGateways.filter(
      (gateway) => attachmentOf(gateway, a.id) !== undefined && attachmentOf(gateway, b.id) !== undefined,
    ),
  ];
}

/** A route of one VPC into a peering connection. */
export interface PeeringRoute {
  readonly table: RouteTable;
  readonly route: Route;
  readonly peering: Peering;
  readonly far: Vpc;
  readonly leads: PeeringLead;
}

/** Where the route leads: to the peered VPC (`far`), which works; to a third VPC, or to a gateway of the peered VPC, which do not. */
export type PeeringLead =
  | { readonly to: 'far' }
  | { readonly to: 'third'; readonly vpc: Vpc }
  | { readonly to: 'endpoint'; readonly endpoint: VpcEndpoint }
  | { readonly to: 'nat'; readonly nat: NatGateway | RegionalNat }
  | { readonly to: 'edge' };

/** Every route into a peering connection, with where it leads. */
export const peeringRoutes = perObject((network: Network): readonly PeeringRoute[] => {
  const peerings = new Map(network.peerings.map((one) => [one.id, one]));
  return network.routeTables.flatMap((table) =>
    table.routes.flatMap((route) => {
      const { target } = route;
      const peering = target.kind === 'peering' ? peerings.get(target.id) : undefined;
      const far = peering && farSide(peering, table.vpc);
      if (peering === undefined || far === undefined) return [];
      return [{ table, route, peering, far, leads: leadOf(network, table.vpc, far, route.destination) }];
    }),
  );
});

function leadOf(network: Network, near: Vpc, far: Vpc, destination: Prefix): PeeringLead {
  const isDefault = destination.length === 0;
  if (!isDefault && (far.unknown !== undefined || far.prefixes.some((prefix) => overlaps(prefix, destination))))
    return { to: 'far' };
  const third = isDefault ? undefined : beyond(network, near, far, destination);
  if (third !== undefined) return { to: 'third', vpc: third };
  const endpoint = isDefault ? undefined : gatewayEndpointFor(network, far, destination);
  if (endpoint !== undefined) return { to: 'endpoint', endpoint };
  const nat = [...network.natGateways, ...network.regionalNats].find((one) => one.vpc === far && !isPrivate(one));
  return nat === undefined ? { to: 'edge' } : { to: 'nat', nat };
}

function isPrivate(nat: NatGateway | RegionalNat): boolean {
  return nat.kind === 'nat' && nat.connectivity === 'private';
}

/** A third VPC with the destination that is connected with the far VPC. */
function beyond(network: Network, near: Vpc, far: Vpc, destination: Prefix): Vpc | undefined {
  return network.vpcs.find(
    (vpc) =>
      vpc !== near &&
      vpc !== far &&
      vpc.prefixes.some((prefix) => overlaps(prefix, destination)) &&
      connectionsBetween(network, far, vpc).length > 0,
  );
}

/** The gateway endpoint of a VPC that serves a part of the block. */
export function gatewayEndpointFor(network: Network, vpc: Vpc, destination: Prefix): VpcEndpoint | undefined {
  return network.endpoints.find(
    (one) =>
      one.type === 'gateway' && one.vpc === vpc && servedBlocks(network, one).some((block) => overlaps(block, destination)),
  );
}

/** The blocks of the services behind an endpoint. */
function servedBlocks({ byId }: Network, { serves }: VpcEndpoint): readonly Prefix[] {
  return serves.flatMap((id) => {
    const resource = byId.get(id);
    return resource?.kind === 'host' || resource?.kind === 'network' ? resource.prefixes : [];
  });
}

/** The VPC that has the address. */
export function vpcWith({ vpcs }: Network, address: Parameters<typeof contains>[1]): Vpc | undefined {
  return vpcs.find(({ prefixes }) => prefixes.some((prefix) => contains(prefix, address)));
}
