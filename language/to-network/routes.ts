// Lines about routes → written routes, and the links whose routes a table learns.
import type * as ast from '#language/ast/generated/ast.ts';
import type { Prefix } from '#language/network/address.ts';
import type { Propagation, RouteTablePart } from '#language/network/build/parts.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import { kindIs } from '#language/network/kinds.ts';
import type { Labelled, Named } from '#language/network/named.ts';
import { furtherRouteId, type Route, type RouteTarget, type RouteTargetKind } from '#language/network/route-table.ts';
import { blocksStatement, type Statement } from '#language/network/unknown.ts';
import { inspectsPackets } from '#language/network/vpc-endpoint.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { unknownFrom, unknownIn } from './unknown.ts';
import { blocksNamedBy, readPrefixes } from './values.ts';

/** The lines of one table. */
export interface TableLines {
  readonly routes: readonly ast.Route[];
  readonly propagations?: readonly ast.PropagateProperty[];
  /** The subnet or gateway that the lines are in, for a table without a name of its own. */
  readonly of?: EntityId;
}

/** A route table of the VPC. */
export function tablePart(
  reading: Reading,
  named: Named,
  vpc: EntityId,
  { routes, propagations, of }: TableLines,
): RouteTablePart {
  const owner = of ?? named.id;
  return {
    kind: 'route-table',
    ...named,
    ...(of && { of }),
    vpc,
    ...writtenRoutes(reading, routes, owner),
    propagations: propagationsOf(reading, propagations ?? [], owner),
  };
}

function writtenRoutes(
  reading: Reading,
  nodes: readonly ast.Route[],
  owner: EntityId,
): Pick<RouteTablePart, 'routes' | 'uncertain'> {
  const lines = nodes.map((node, index) => {
    const id = reading.declare(node, partId(owner, 'route', index + 1));
    const target = routeTarget(reading, node);
    const { destinations, further } = destinationsOf(reading, node, id);
    return {
      routes: destinations.map((route): Route => ({ ...route, target })),
      uncertain: further === undefined ? [] : [{ id, ...further, target, origin: 'prefix-list' as const }],
    };
  });
  const uncertain = lines.flatMap((line) => line.uncertain);
  return { routes: lines.flatMap(({ routes }) => routes), ...(uncertain.length > 0 && { uncertain }) };
}

/**
 * The destinations of a route: one block, or the blocks of a prefix list, each with an id of its own. `further`: why the list may have more
 * of them.
 */
export function destinationsOf(
  reading: Reading,
  node: ast.Route | ast.TransitRoute,
  id: EntityId,
): { readonly destinations: readonly Destination[]; readonly further?: Statement } {
  const list = node.list?.ref;
  placeRoute(reading, node, id);
  const prefixes =
    list === undefined
      ? readPrefixes(reading, id, node.destination === undefined ? [] : [node.destination], 'destination')
      : blocksNamedBy(reading, list);
  const destinations = prefixes.map((destination, index): Destination => {
    const own = index === 0 ? id : furtherRouteId(id, index + 1);
    if (index > 0) {
      reading.locate(own, node);
      placeRoute(reading, node, own);
    }
    return { id: own, destination, origin: list === undefined ? 'static' : 'prefix-list', ...labelOf(node) };
  });
  const unknown = list && unknownIn(reading.listOf(list)).unknown;
  return { destinations, ...(list && unknown && { further: { statement: blocksStatement(list.name), unknown } }) };
}

/** A route without its target. */
interface Destination extends Labelled {
  readonly id: EntityId;
  readonly destination: Prefix;
  readonly origin: 'static' | 'prefix-list';
}

function placeRoute(reading: Reading, node: ast.Route | ast.TransitRoute, id: EntityId): void {
  reading.place(id, { of: 'destination' }, node, node.list === undefined ? 'destination' : 'list');
  reading.place(id, { of: 'target' }, node, node.blackhole ? 'blackhole' : node.unknown !== undefined ? 'unknown' : 'target');
}

function routeTarget(reading: Reading, node: ast.Route): RouteTarget {
  if (node.blackhole) return { kind: 'blackhole' };
  if (node.unknown !== undefined) return { kind: 'unknown', unknown: unknownFrom(node.unknown) };
  const resource = node.target?.ref;
  const id = reading.idOf(resource);
  const text = node.target?.$refText ?? '';
  const kind = resource && targetKind(resource);
  if (resource === undefined || id === undefined) return { kind: 'missing', text };
  return kind === undefined ? { kind: 'missing', text, id } : { kind, id };
}

/** Source: Amazon EC2 API, CreateRoute. A VPN without a VPC ends at a transit gateway, and no table of a VPC leads to it. */
function targetKind(resource: ast.RouteTarget): RouteTargetKind | undefined {
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
      return inspectsPackets(resource) ? 'endpoint' : undefined;
    case 'Workload':
      return targetWorkload(resource);
  }
}

/** AWS accepts every instance as a target, even if its source/destination check then drops packets of other hosts. */
function targetWorkload({ kind }: ast.Workload): 'nat-instance' | 'appliance' | undefined {
  if (kind === 'nat-instance') return kind;
  return kindIs(kind, 'routeTarget') ? 'appliance' : undefined;
}

function propagationsOf(reading: Reading, nodes: readonly ast.PropagateProperty[], owner: EntityId): readonly Propagation[] {
  const named = nodes.flatMap((node) => node.links.flatMap(({ ref }) => reading.idsOf(ref).map((link) => ({ node, link }))));
  return named.map(({ node, link }, index) => {
    const id = partId(owner, 'propagate', index + 1);
    reading.locate(id, node);
    return { id, link };
  });
}
