// A network → its ways out: from subnets through NAT and other gateways to the outside.
import { formatPrefix, samePrefix } from '#language/network/address.ts';
import type { ClientVpn } from '#language/network/client-vpn.ts';
import type { NatGateway, RegionalNat } from '#language/network/gateways.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { isLinked, type Route, type RouteTargetKind } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { inspectsPackets, type VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Workload } from '#language/network/workload.ts';
import { facesInternet, gatewayRouteOf, internetOf, leadsOut } from './gateway-of.ts';
import type { Link } from './link.ts';
import { unknownRouteLinks } from './unknown-boxes.ts';

/** Every way out, by the routes in force. */
export function egressLinks(network: Network): readonly Link[] {
  const ofInspectors = subnetsOfInspectors(network);
  const links = [
    ...network.subnets.filter((subnet) => !ofInspectors.has(subnet)).flatMap(subnetLinks),
    ...unknownRouteLinks(network),
    ...network.natGateways.flatMap(natLinks),
    ...network.regionalNats.flatMap(regionalLinks),
    ...network.workloads.flatMap(workloadLinks),
    ...network.clientVpns.flatMap(clientVpnLinks),
    ...network.endpoints.filter(inspectsPackets).flatMap(inspectorLinks),
  ];
  const gateways = new Set(network.gateways.map(({ id }) => id));
  const used = new Set(links.map(({ to }) => to).filter((id) => gateways.has(id)));
  const out = [...used].flatMap((gateway) =>
    internetOf(network).map((internet): Link => ({ from: gateway, to: internet, role: 'egress', madeBy: gateway, facts: [] })),
  );
  return [...links, ...out];
}

/**
 * How routes of a subnet to each kind of target are drawn. `by-destination`: as a way out if the destination is outside, otherwise as a
 * connection inside. `if-outside`: only if the destination is outside. Connections between VPCs have links of their own.
 */
const DRAWN: Readonly<Record<RouteTargetKind, 'out' | 'by-destination' | 'if-outside' | 'never'>> = {
  igw: 'never',
  'egress-igw': 'out',
  nat: 'out',
  'regional-nat': 'out',
  'nat-instance': 'out',
  appliance: 'by-destination',
  endpoint: 'by-destination',
  peering: 'never',
  'transit-gateway': 'if-outside',
  'site-link': 'out',
};

/** Private subnets: their routes to NAT and other gateways. What resources of a public subnet do is drawn for each resource. */
function subnetLinks(subnet: Subnet): readonly Link[] {
  return subnet.routeTable.routes.flatMap((route) => routeLinks(subnet.id, subnet.name, route));
}

function routeLinks(from: EntityId, name: string, { id, destination, target, origin }: Route): readonly Link[] {
  if (!isLinked(target)) return [];
  const drawn = DRAWN[target.kind];
  const isOutward = drawn === 'out' || leadsOut(destination);
  if (drawn === 'never' || (drawn === 'if-outside' && !isOutward)) return [];
  const isNamed = destination.length > 0 && !(target.kind === 'endpoint' && origin === 'prefix-list');
  return [
    {
      from,
      to: target.id,
      role: isOutward ? 'egress' : 'internal',
      ...(isNamed && { label: formatPrefix(destination) }),
      madeBy: id,
      facts: [`Route ${formatPrefix(destination)} of ${name}`],
    },
  ];
}

function natLinks({ id, connectivity, interface: own }: NatGateway): readonly Link[] {
  const way = gatewayRouteOf(own.subnet);
  if (connectivity !== 'public' || way === undefined) return [];
  return [{ from: id, to: way.gateway, role: 'egress', madeBy: way.route, facts: [`Route of ${own.subnet.name}`] }];
}

/** A regional NAT gateway has its own table with the route to the internet gateway. */
function regionalLinks({ id, name, routeTable }: RegionalNat): readonly Link[] {
  return routeTable.routes.flatMap((route) =>
    route.target.kind === 'igw'
      ? [{ from: id, to: route.target.id, role: 'egress' as const, madeBy: route.id, facts: [`Route of ${name}`] }]
      : routeLinks(id, name, route),
  );
}

function workloadLinks({ id, interfaces }: Workload): readonly Link[] {
  return interfaces.filter(facesInternet).flatMap(({ subnet }) => {
    const way = gatewayRouteOf(subnet);
    if (way === undefined) return [];
    return [{ from: id, to: way.gateway, role: 'egress' as const, madeBy: way.route, facts: [`Route of ${subnet.name}`] }];
  });
}

/** Packets of clients leave by the routes of the subnet in which they are connected. */
function clientVpnLinks({ id, name, interfaces, routes }: ClientVpn): readonly Link[] {
  return routes
    .filter(({ destination }) => leadsOut(destination))
    .flatMap(({ destination, subnets }) =>
      interfaces
        .filter(({ subnet }) => subnets.includes(subnet.id))
        .flatMap(({ subnet }) => {
          const route = subnet.routeTable.routes.find((one) => samePrefix(one.destination, destination));
          if (route === undefined || !isLinked(route.target)) return [];
          const label = destination.length > 0 && { label: formatPrefix(destination) };
          return [
            {
              from: id,
              to: route.target.id,
              role: 'egress' as const,
              madeBy: route.id,
              ...label,
              facts: [`Route ${formatPrefix(destination)} of ${name}`],
            },
          ];
        }),
    );
}

/** After the appliance, traffic goes on by the routes of the endpoint's own subnet. */
function inspectorLinks({ id, interfaces }: VpcEndpoint): readonly Link[] {
  return interfaces.flatMap(({ subnet }): readonly Link[] => {
    const way = gatewayRouteOf(subnet);
    if (way === undefined) return subnetLinks(subnet).map((link) => ({ ...link, from: id }));
    return [{ from: id, to: way.gateway, role: 'egress', madeBy: way.route, facts: [`Route of ${subnet.name}`] }];
  });
}

/** Subnets in which nothing else is: their routes are drawn from the boxes of the firewalls and endpoints. */
function subnetsOfInspectors({ endpoints, interfaces }: Network): ReadonlySet<Subnet> {
  const inspectors = new Set<EntityId>(endpoints.filter(inspectsPackets).map(({ id }) => id));
  const found = new Set(interfaces.filter(({ owner }) => inspectors.has(owner)).map(({ subnet }) => subnet));
  for (const { owner, subnet } of interfaces) if (!inspectors.has(owner)) found.delete(subnet);
  return found;
}
