// Lines that make routes → route tables: local routes, written ones, what gateway endpoints and virtual private gateways add.
import type * as ast from '#language/ast/generated/ast.ts';
import { type Prefix, samePrefix } from '#language/network/address.ts';
import { type EntityId, partId, shortName } from '#language/network/id.ts';
import { kindIs } from '#language/network/kinds.ts';
import type { Named } from '#language/network/named.ts';
import type { Route, RouteOrigin, RouteTable, RouteTarget } from '#language/network/route-table.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Reading } from './reading.ts';
import { blocksNamedBy, readPrefixes } from './values.ts';

/** The lines of one table. `owner`: the resource that they stand in. */
export interface TableLines {
  readonly owner: EntityId;
  readonly routes: readonly ast.Route[];
  readonly propagations?: readonly ast.PropagateProperty[];
  /** The gateway endpoints that add their routes to it. */
  readonly endpoints?: readonly ast.VpcEndpoint[];
  /** A route that AWS puts in, unless a line has the same destination. */
  readonly preset?: Route | undefined;
}

/** A route table of the VPC: the local routes first, then written ones, then those that others add. */
export function tableFrom(reading: Reading, named: Named, vpc: Vpc, lines: TableLines): RouteTable {
  const written = writtenRoutes(reading, lines.routes, lines.owner);
  const { preset } = lines;
  const isFree = preset !== undefined && !written.some(({ destination }) => samePrefix(destination, preset.destination));
  return {
    kind: 'route-table',
    ...named,
    vpc,
    routes: [
      ...withLocal(localRoutes(named.id, vpc), written),
      ...(isFree ? [preset] : []),
      ...endpointRoutes(reading, lines.endpoints ?? [], named.id),
      ...propagatedRoutes(reading, lines.propagations ?? [], lines.owner, vpc),
    ],
  };
}

/**
 * A line for one of the VPC's own blocks replaces the target of the local route, which stays the local one.
 * Source: Amazon VPC User Guide, "Subnet route tables", replacing the target of the local route.
 */
function withLocal(local: readonly Route[], written: readonly Route[]): readonly Route[] {
  const replacing = local.map(({ destination }) => written.find((route) => samePrefix(route.destination, destination)));
  return [
    ...local.map((route, index) => ({ ...(replacing[index] ?? route), origin: route.origin })),
    ...written.filter((route) => !replacing.includes(route)),
  ];
}

/** Every table can reach the whole VPC. Source: Amazon VPC User Guide, "Subnet route tables". */
function localRoutes(table: EntityId, vpc: Vpc): readonly Route[] {
  const unique = vpc.prefixes.filter((prefix, index) => vpc.prefixes.findIndex((other) => samePrefix(other, prefix)) === index);
  return unique.map((destination, index) => ({
    id: partId(table, 'local', index + 1),
    destination,
    target: { kind: 'local' },
    origin: 'local',
  }));
}

function writtenRoutes(reading: Reading, nodes: readonly ast.Route[], owner: EntityId): readonly Route[] {
  return nodes.flatMap((node, index) => {
    const id = reading.declare(node, partId(owner, 'route', index + 1));
    const target = routeTarget(reading, node);
    return destinationsOf(reading, node, id).map((route) => ({ ...route, target }));
  });
}

/** What a line about routes is about: one block, or the blocks of a prefix list, each under an id of its own. */
export function destinationsOf(
  reading: Reading,
  node: ast.Route | ast.TransitRoute,
  id: EntityId,
): readonly { readonly id: EntityId; readonly destination: Prefix; readonly origin: 'static' | 'prefix-list' }[] {
  const list = node.list?.ref;
  placeRoute(reading, node, id);
  const prefixes =
    list === undefined
      ? readPrefixes(reading, id, node.destination === undefined ? [] : [node.destination], 'destination')
      : blocksNamedBy(list);
  return prefixes.map((destination, index) => {
    const own = index === 0 ? id : partId(id, 'prefix', index + 1);
    if (index > 0) {
      reading.stands(own, node);
      placeRoute(reading, node, own);
    }
    return { id: own, destination, origin: list === undefined ? 'static' : 'prefix-list' };
  });
}

function placeRoute(reading: Reading, node: ast.Route | ast.TransitRoute, id: EntityId): void {
  reading.place(id, { of: 'destination' }, node, node.list === undefined ? 'destination' : 'list');
  reading.place(id, { of: 'target' }, node, 'target');
}

function routeTarget(reading: Reading, node: ast.Route): RouteTarget {
  const resource = node.target?.ref;
  const id = reading.idOf(resource);
  const text = node.target?.$refText ?? '';
  const kind = resource && targetKind(resource);
  if (resource === undefined || id === undefined) return { kind: 'missing', text };
  return kind === undefined ? { kind: 'missing', text, id } : { kind, id };
}

/** Source: Amazon EC2 API, CreateRoute. A VPN without a VPC ends at a transit gateway, and no table of a VPC leads to it. */
function targetKind(resource: ast.RouteTarget): Exclude<RouteTarget['kind'], 'local' | 'missing'> | undefined {
  switch (resource.$type) {
    case 'InternetGateway':
      return resource.kind;
    case 'NatGateway':
      return 'nat';
    case 'RegionalNat':
      return 'regional-nat';
    case 'Peering':
      return 'peering';
    case 'TransitGateway':
      return 'transit-gateway';
    case 'SiteLink':
      return resource.properties.some(({ $type }) => $type === 'LinkedVpcProperty') ? 'site-link' : undefined;
    case 'VpcEndpoint':
      return resource.type === 'gateway-load-balancer' ? 'endpoint' : undefined;
    case 'Workload':
      return targetWorkload(resource);
  }
}

/** AWS takes every instance as a target, also one whose source/destination check then drops what is not its own. */
function targetWorkload({ kind }: ast.Workload): 'nat-instance' | 'appliance' | undefined {
  if (kind === 'nat-instance') return kind;
  return kindIs(kind, 'routeTarget') ? 'appliance' : undefined;
}

/** Source: AWS PrivateLink Guide, "Gateway endpoints" (a route for the prefix list of the service in each table of the endpoint). */
function endpointRoutes(reading: Reading, nodes: readonly ast.VpcEndpoint[], table: EntityId): readonly Route[] {
  return nodes.flatMap((node) => {
    const endpoint = reading.idOf(node);
    if (endpoint === undefined) return [];
    return servedBlocks(node).map((destination, index): Route => {
      const id = partId(table, shortName(endpoint), index + 1);
      reading.stands(id, node);
      return { id, destination, target: { kind: 'endpoint', id: endpoint }, origin: 'prefix-list' };
    });
  });
}

function servedBlocks({ properties }: ast.VpcEndpoint): readonly Prefix[] {
  const resources = properties.flatMap((property) => (property.$type === 'ServesProperty' ? property.resources : []));
  return resources.flatMap(({ ref }) => (ref?.$type === 'Host' || ref?.$type === 'OutsideNetwork' ? blocksNamedBy(ref) : []));
}

/** Only the virtual private gateway of the own VPC tells its routes. Source: Amazon VPC User Guide, "Route tables", route propagation. */
function propagatedRoutes(
  reading: Reading,
  nodes: readonly ast.PropagateProperty[],
  owner: EntityId,
  vpc: Vpc,
): readonly Route[] {
  const found = nodes.flatMap((node) =>
    node.links.flatMap(({ ref: link }) => {
      const target = reading.idOf(link);
      if (link === undefined || target === undefined) return [];
      if (!linkedVpcs(link).some((one) => reading.idOf(one) === vpc.id)) {
        const message = `${link.name} does not end in ${vpc.name}: give it the line "vpc ${vpc.name}", or remove it here.`;
        reading.report('propagate-other-vpc', 'error', owner, message, { of: 'propagate' });
        return [];
      }
      return remoteBlocks(link).map((destination) => ({ node, link, target, destination }));
    }),
  );
  return found.map(({ node, link, target, destination }, index): Route => {
    const id = partId(owner, 'propagated', index + 1);
    reading.stands(id, node);
    return { id, destination, target: { kind: 'site-link', id: target }, origin: originOf(link) };
  });
}

function originOf(link: ast.SiteLink): RouteOrigin {
  if (link.kind === 'direct-connect') return 'direct-connect';
  return routingOf(link) === 'static' ? 'vpn-static' : 'vpn-bgp';
}

/** How a VPN learns its routes; a Direct Connect link always by BGP. Source: Site-to-Site VPN Guide; Direct Connect Guide. */
export function routingOf({ kind, properties }: ast.SiteLink): 'static' | 'bgp' {
  const routing = properties.find((property) => property.$type === 'RoutingProperty')?.routing;
  return kind === 'direct-connect' ? 'bgp' : (routing ?? 'bgp');
}

/** The VPCs at whose virtual private gateway the link ends: one, or none. */
export function linkedVpcs({ properties }: ast.SiteLink): readonly ast.Vpc[] {
  return properties.flatMap((property) => (property.$type === 'LinkedVpcProperty' ? (property.vpc?.ref ?? []) : []));
}

/** The blocks at the other end of a link. */
export function remoteBlocks({ properties }: ast.SiteLink): readonly Prefix[] {
  const resources = properties.flatMap((property) => (property.$type === 'RemoteProperty' ? property.remotes : []));
  return resources.flatMap(({ ref }) => (ref === undefined ? [] : blocksNamedBy(ref)));
}
