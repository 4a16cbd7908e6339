// VPCs and subnets with the route table and the network ACL that are in force for them.
import type * as ast from '#language/ast/generated/ast.ts';
import { type Prefix, parsePrefix, samePrefix } from '#language/network/address.ts';
import { type EntityId, entityId, partId } from '#language/network/id.ts';
import type { InternetGateway, NetworkAcl, Route, RouteTable, RouteTarget, Subnet, Vpc } from '#language/network/network.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { readPrefixes } from './values.ts';

/** A VPC with its blocks, region and resolver (on, unless the text turns it off). */
export function vpcFrom(reading: Reading, node: ast.Vpc, id: EntityId): Vpc {
  for (const property of node.properties)
    reading.place(id, { of: property.$type === 'RegionProperty' ? 'region' : 'dns-support' }, property);
  const region = node.properties.find((property) => property.$type === 'RegionProperty')?.region;
  const dns = node.properties.find((property) => property.$type === 'DnsSupportProperty')?.value;
  return {
    kind: 'vpc',
    id,
    name: node.name,
    ...labelOf(node),
    prefixes: blocksOf(reading, node, id),
    ...(region && { region }),
    dnsSupport: dns !== 'off',
    dnsHostnames: false,
    blockPublicAccess: 'off',
  };
}

export function internetGateway(node: ast.InternetGateway, id: EntityId, vpc: Vpc): InternetGateway {
  return { kind: node.kind, id, name: node.name, ...labelOf(node), vpc };
}

/** A route table that the text names, with the VPC's local routes in front. */
export function namedRouteTable(reading: Reading, node: ast.RouteTable, id: EntityId, vpc: Vpc): RouteTable {
  return {
    kind: 'route-table',
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    routes: [...localRoutes(id, vpc), ...routes(reading, node.routes, id)],
  };
}

/** The VPC's main table: local routes only, since no line of the language adds to it. */
export function mainRouteTable(vpc: Vpc): RouteTable {
  const id = entityId(`${vpc.id}#route-table-main`);
  return { kind: 'route-table', id, name: 'main', vpc, routes: localRoutes(id, vpc) };
}

/** What a subnet finds in its VPC: tables and lists by the node that declares them, and the defaults. */
export interface SubnetSurroundings {
  readonly vpc: Vpc;
  readonly tables: ReadonlyMap<ast.RouteTable, RouteTable>;
  readonly mainTable: RouteTable;
  readonly acls: ReadonlyMap<ast.NetworkAcl, NetworkAcl>;
  readonly defaultAcl: NetworkAcl;
}

/** A subnet; its own `route` lines make a table of its own. */
export function subnetFrom(reading: Reading, node: ast.Subnet, id: EntityId, around: SubnetSurroundings): Subnet {
  placeSubnet(reading, node, id);
  const prefixes = blocksOf(reading, node, id);
  const zones = node.properties.flatMap((property) => (property.$type === 'ZoneProperty' ? property.zones : []));
  if (zones.length > 1)
    reading.report('subnet-multi-az', 'error', id, `A subnet lives in one zone; make a subnet for each of ${zones.join(', ')}.`, {
      of: 'az',
    });
  const acl = node.properties.find((property) => property.$type === 'NetworkAclProperty')?.acl?.ref;
  return {
    kind: 'subnet',
    id,
    name: node.name,
    ...labelOf(node),
    vpc: around.vpc,
    prefixes,
    ...(zones[0] && { zone: zones[0] }),
    ...(node.intent && { intent: node.intent }),
    blockPublicAccess: around.vpc.blockPublicAccess,
    routeTable: routeTableOf(reading, node, id, around),
    networkAcl: (acl && around.acls.get(acl)) ?? around.defaultAcl,
  };
}

function routeTableOf(reading: Reading, node: ast.Subnet, id: EntityId, around: SubnetSurroundings): RouteTable {
  const named = node.properties.find((property) => property.$type === 'RouteTableProperty')?.table?.ref;
  if (named !== undefined && node.routes.length > 0) {
    reading.report(
      'subnet-two-route-tables',
      'error',
      id,
      `A subnet has one route table: move these routes into ${named.name}, or drop the line that names it.`,
      { of: 'route-table' },
    );
  }
  const shared = named && around.tables.get(named);
  if (shared !== undefined) return shared;
  if (node.routes.length === 0) return around.mainTable;
  const table = entityId(`${id}#route-table`);
  return {
    kind: 'route-table',
    id: table,
    name: node.name,
    vpc: around.vpc,
    routes: [...localRoutes(table, around.vpc), ...routes(reading, node.routes, id)],
  };
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

function routes(reading: Reading, nodes: readonly ast.Route[], owner: EntityId): readonly Route[] {
  return nodes.flatMap((node, index) => {
    const id = reading.declare(node, partId(owner, 'route', index + 1));
    reading.place(id, { of: 'destination' }, node, 'destination');
    reading.place(id, { of: 'target' }, node, 'target');
    const prefixes: readonly Prefix[] =
      node.destination === undefined ? [] : readPrefixes(reading, id, [node.destination], 'destination');
    return prefixes.map((destination) => ({ id, destination, target: routeTarget(reading, node), origin: 'static' }));
  });
}

function routeTarget(reading: Reading, node: ast.Route): RouteTarget {
  const thing = node.target?.ref;
  const id = reading.idOf(thing);
  const text = node.target?.$refText ?? '';
  if (thing === undefined || id === undefined) return { kind: 'missing', text };
  if (thing.$type === 'NatGateway') return { kind: 'nat', id };
  if (thing.kind === 'igw' || thing.kind === 'egress-igw' || thing.kind === 'nat-instance') return { kind: thing.kind, id };
  return { kind: 'missing', text, id };
}

/** The readable blocks, IPv4 first, so that a VPC's primary block leads. Each is placed under the index that it has in this list. */
function blocksOf(reading: Reading, node: ast.Vpc | ast.Subnet, id: EntityId): readonly Prefix[] {
  const written = node.prefixes.map((text, place) => ({
    text,
    place,
    rank: parsePrefix(text)?.family ?? Number.POSITIVE_INFINITY,
  }));
  const ordered = written.toSorted((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  for (const [index, { place }] of ordered.entries()) reading.place(id, { of: 'prefix', index }, node, 'prefixes', place);
  const texts = ordered.map(({ text }) => text);
  if (!ordered.some(({ rank }) => rank === 4) && (node.$type === 'Vpc' || texts.length === 0)) reportNoBlock(reading, node, id);
  return readPrefixes(reading, id, texts, 'prefix');
}

/** Source: Amazon VPC User Guide, "VPC CIDR blocks" (every VPC has an IPv4 block, also one of IPv6 subnets only) and "Subnet CIDR blocks". */
function reportNoBlock(reading: Reading, node: ast.Vpc | ast.Subnet, id: EntityId): void {
  if (node.prefixes.some((text) => parsePrefix(text) === undefined)) return;
  if (node.$type === 'Vpc') {
    const message = `A VPC needs an IPv4 block: write one behind its name, for example vpc ${node.name} 10.0.0.0/16.`;
    reading.report('vpc-cidr-missing', 'error', id, message);
  } else {
    const message = `A subnet needs a block of its VPC's addresses: write one behind its name, for example subnet ${node.name} 10.0.1.0/24.`;
    reading.report('subnet-cidr-missing', 'error', id, message);
  }
}

function placeSubnet(reading: Reading, node: ast.Subnet, id: EntityId): void {
  reading.place(id, { of: 'intent' }, node, 'intent');
  for (const property of node.properties) {
    if (property.$type === 'ZoneProperty') reading.place(id, { of: 'az' }, property);
    else if (property.$type === 'RouteTableProperty') reading.place(id, { of: 'route-table' }, property);
    else reading.place(id, { of: 'network-acl' }, property);
  }
}
