// VPCs and subnets with the route table and the network ACL that are in force for them.
import type * as ast from '#language/ast/generated/ast.ts';
import { type Prefix, parsePrefix } from '#language/network/address.ts';
import type { NetworkAcl } from '#language/network/filters.ts';
import type { InternetGateway } from '#language/network/gateways.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import type { RouteTable } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { PublicAccess, Vpc } from '#language/network/vpc.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { tableFrom } from './routes.ts';
import { readPrefixes } from './values.ts';

/** A VPC with its blocks, region and resolver (on, unless the text turns it off). */
export function vpcFrom(reading: Reading, node: ast.Vpc, id: EntityId): Vpc {
  for (const property of node.properties) reading.place(id, { of: VPC_ASPECTS[property.$type] }, property);
  const region = node.properties.find((property) => property.$type === 'RegionProperty')?.region;
  const dns = node.properties.find((property) => property.$type === 'DnsSupportProperty')?.value;
  const hostnames = node.properties.find((property) => property.$type === 'DnsHostnamesProperty')?.value;
  return {
    kind: 'vpc',
    id,
    name: node.name,
    ...labelOf(node),
    prefixes: blocksOf(reading, node, id),
    ...(region && { region }),
    dnsSupport: dns !== 'off',
    dnsHostnames: hostnames === 'on',
    blockPublicAccess: publicAccess(node.properties) ?? 'off',
  };
}

const VPC_ASPECTS = {
  RegionProperty: 'region',
  DnsSupportProperty: 'dns-support',
  DnsHostnamesProperty: 'dns-hostnames',
  BlockPublicAccessProperty: 'block-public-access',
} as const;

function publicAccess(properties: readonly (ast.VpcProperty | ast.SubnetProperty)[]): PublicAccess | undefined {
  return properties.find((property) => property.$type === 'BlockPublicAccessProperty')?.mode;
}

/** An internet gateway. Its own routes, where it has any, decide about packets that come in. Source: Amazon VPC User Guide, "Gateway route tables". */
export function internetGateway(reading: Reading, node: ast.InternetGateway, id: EntityId, vpc: Vpc): InternetGateway {
  if (node.routes.length > 0 && node.kind === 'egress-igw') {
    const message = `Nothing comes in through an egress-only gateway: move these routes to an igw, or remove them.`;
    reading.report('gateway-routes-egress-only', 'error', id, message);
  }
  const table = { id: entityId(`${id}#route-table`), name: node.name };
  const own = node.routes.length > 0 && node.kind === 'igw';
  return {
    kind: node.kind,
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    ...(own && { routeTable: tableFrom(reading, table, vpc, { owner: id, routes: node.routes }) }),
  };
}

/** The node that makes the table of a subnet: a named one, the subnet itself with its own lines, or the VPC with its main table. */
export type TableNode = ast.RouteTable | ast.Subnet | ast.Vpc;

/** A subnet → where its table comes from. */
export function tableNodeOf(node: ast.Subnet): TableNode {
  const named = node.properties.find((property) => property.$type === 'RouteTableProperty')?.table?.ref;
  return named ?? (hasOwnLines(node) ? node : node.$container);
}

/** The id of the table that the node makes; `undefined` for nodes without a name. */
export function tableId(reading: Reading, node: TableNode): EntityId | undefined {
  const id = reading.idOf(node);
  if (id === undefined || node.$type === 'RouteTable') return id;
  return entityId(node.$type === 'Subnet' ? `${id}#route-table` : `${id}#route-table-main`);
}

/** The gateway endpoints that add routes to the table of each node. */
export type EndpointsByTable = ReadonlyMap<TableNode, readonly ast.VpcEndpoint[]>;

/** A route table that the text names, with the VPC's local routes in front. */
export function namedRouteTable(
  reading: Reading,
  node: ast.RouteTable,
  id: EntityId,
  vpc: Vpc,
  endpoints: EndpointsByTable,
): RouteTable {
  for (const property of node.properties) reading.place(id, { of: 'propagate' }, property);
  return tableFrom(reading, { id, name: node.name, ...labelOf(node) }, vpc, {
    owner: id,
    routes: node.routes,
    propagations: node.properties,
    endpoints: endpoints.get(node) ?? [],
  });
}

/** The VPC's main table: local routes, and those of gateway endpoints, since no line of the language adds to it. */
export function mainRouteTable(reading: Reading, node: ast.Vpc, vpc: Vpc, endpoints: EndpointsByTable): RouteTable {
  const id = entityId(`${vpc.id}#route-table-main`);
  return tableFrom(reading, { id, name: 'main' }, vpc, { owner: id, routes: [], endpoints: endpoints.get(node) ?? [] });
}

/** What a subnet finds in its VPC: tables and lists by the node that declares them, and the defaults. */
export interface SubnetSurroundings {
  readonly vpc: Vpc;
  readonly tables: ReadonlyMap<ast.RouteTable, RouteTable>;
  readonly mainTable: RouteTable;
  readonly acls: ReadonlyMap<ast.NetworkAcl, NetworkAcl>;
  readonly defaultAcl: NetworkAcl;
  readonly endpoints: EndpointsByTable;
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
    blockPublicAccess: publicAccess(node.properties) ?? around.vpc.blockPublicAccess,
    routeTable: routeTableOf(reading, node, id, around),
    networkAcl: (acl && around.acls.get(acl)) ?? around.defaultAcl,
  };
}

function routeTableOf(reading: Reading, node: ast.Subnet, id: EntityId, around: SubnetSurroundings): RouteTable {
  const source = tableNodeOf(node);
  if (source.$type === 'RouteTable' && hasOwnLines(node)) {
    reading.report(
      'subnet-two-route-tables',
      'error',
      id,
      `A subnet has one route table: move these routes into ${source.name}, or drop the line that names it.`,
      { of: 'route-table' },
    );
  }
  const shared = source.$type === 'RouteTable' ? around.tables.get(source) : undefined;
  if (shared !== undefined) return shared;
  if (!hasOwnLines(node)) return around.mainTable;
  const table = entityId(`${id}#route-table`);
  return tableFrom(reading, { id: table, name: node.name }, around.vpc, {
    owner: id,
    routes: node.routes,
    propagations: propagationsOf(node),
    endpoints: around.endpoints.get(node) ?? [],
  });
}

function hasOwnLines(node: ast.Subnet): boolean {
  return node.routes.length > 0 || propagationsOf(node).length > 0;
}

function propagationsOf({ properties }: ast.Subnet): readonly ast.PropagateProperty[] {
  return properties.flatMap((property) => (property.$type === 'PropagateProperty' ? [property] : []));
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
  for (const property of node.properties) reading.place(id, { of: SUBNET_ASPECTS[property.$type] }, property);
}

const SUBNET_ASPECTS = {
  ZoneProperty: 'az',
  RouteTableProperty: 'route-table',
  PropagateProperty: 'propagate',
  NetworkAclProperty: 'network-acl',
  BlockPublicAccessProperty: 'block-public-access',
} as const;
