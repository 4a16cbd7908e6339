// VPCs, their gateways, route tables and subnets.
import type * as ast from '#language/ast/generated/ast.ts';
import { type Prefix, parsePrefix } from '#language/network/address.ts';
import type { Explicit } from '#language/network/build/explicit.ts';
import type { RouteTablePart, SubnetPart, VpcPart } from '#language/network/build/parts.ts';
import { mainTableId, ownTableId } from '#language/network/build/route-tables.ts';
import type { InternetGateway } from '#language/network/gateways.ts';
import type { EntityId } from '#language/network/id.ts';
import type { PublicAccess } from '#language/network/vpc.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { tablePart } from './routes.ts';
import { unknownIn } from './unknown.ts';
import { readPrefixes } from './values.ts';

/** A VPC with its blocks and settings. */
export function vpcPart(reading: Reading, node: ast.Vpc, id: EntityId): VpcPart {
  for (const property of node.properties) reading.place(id, { of: VPC_ASPECTS[property.$type] }, property);
  if (node.external) reportContents(reading, node, id);
  const region = node.properties.find((property) => property.$type === 'RegionProperty')?.region;
  const dnsSupport = node.properties.find((property) => property.$type === 'DnsSupportProperty')?.value;
  const dnsHostnames = node.properties.find((property) => property.$type === 'DnsHostnamesProperty')?.value;
  return {
    kind: 'vpc',
    id,
    name: node.name,
    ...labelOf(node),
    ...blocksOf(reading, node, id),
    ...(node.external && { isExternal: true }),
    ...(region && { region }),
    dnsSupport: dnsSupport && dnsSupport === 'on',
    dnsHostnames: dnsHostnames && dnsHostnames === 'on',
    blockPublicAccess: publicAccess(node.properties),
  };
}

function reportContents(reading: Reading, { name, members, properties }: ast.Vpc, id: EntityId): void {
  if (members.length === 0 && properties.every(({ $type }) => $type === 'RegionProperty')) return;
  const message = `What is in an external VPC is unknown. Leave the block of ${name} empty except for "region", or remove the word "external".`;
  reading.report('external-contents', 'error', id, message);
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

/** An internet gateway, or an egress-only one. */
export function internetGatewayPart(
  reading: Reading,
  node: ast.InternetGateway,
  id: EntityId,
  vpc: EntityId,
): Explicit<InternetGateway> {
  if (node.routes.length > 0 && node.kind === 'egress-igw') {
    const message = 'No packets come in through an egress-only internet gateway. Move these routes to an igw, or remove them.';
    reading.report('gateway-routes-egress-only', 'error', id, message);
  }
  return {
    kind: node.kind,
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    ...(hasGatewayTable(node) && { routeTable: ownTableId(id) }),
  };
}

/** The gateway's routes for packets that come in. Source: Amazon VPC User Guide, "Gateway route tables". */
export function gatewayTablePart(
  reading: Reading,
  node: ast.InternetGateway,
  id: EntityId,
  vpc: EntityId,
): readonly RouteTablePart[] {
  if (!hasGatewayTable(node)) return [];
  return [tablePart(reading, { id: ownTableId(id), name: node.name }, vpc, { of: id, routes: node.routes })];
}

function hasGatewayTable({ kind, routes }: ast.InternetGateway): boolean {
  return routes.length > 0 && kind === 'igw';
}

/** The node that states the table of a subnet: a table with a name, the subnet with its own lines, or the VPC with its main table. */
export type TableNode = ast.RouteTable | ast.Subnet | ast.Vpc;

/** A subnet → the node that states its table. */
export function tableNodeOf(node: ast.Subnet): TableNode {
  const named = node.properties.find((property) => property.$type === 'RouteTableProperty')?.table?.ref;
  return named ?? (hasOwnLines(node) ? node : node.$container);
}

/** The ids of the tables that the node states; none for nodes without a name. */
export function tableIds(reading: Reading, node: TableNode): readonly EntityId[] {
  const ids = reading.idsOf(node);
  if (node.$type === 'RouteTable') return ids;
  return ids.map(node.$type === 'Subnet' ? ownTableId : mainTableId);
}

/** A route table with a name. */
export function namedTablePart(reading: Reading, node: ast.RouteTable, id: EntityId, vpc: EntityId): RouteTablePart {
  for (const property of node.properties) reading.place(id, { of: 'propagate' }, property);
  const named = { id, name: node.name, ...labelOf(node) };
  return tablePart(reading, named, vpc, { routes: node.routes, propagations: node.properties });
}

/** The route table of a subnet's own lines. */
export function subnetTablePart(reading: Reading, node: ast.Subnet, id: EntityId, vpc: EntityId): readonly RouteTablePart[] {
  if (tableOf(reading, node, id) !== ownTableId(id)) return [];
  const lines = { of: id, routes: node.routes, propagations: propagationsOf(node) };
  return [tablePart(reading, { id: ownTableId(id), name: node.name }, vpc, lines)];
}

/** A subnet. */
export function subnetPart(reading: Reading, node: ast.Subnet, id: EntityId, vpc: EntityId): SubnetPart {
  placeSubnet(reading, node, id);
  const azs = node.properties.flatMap((property) => (property.$type === 'ZoneProperty' ? property.zones : []));
  if (azs.length > 1) {
    const message = `A subnet is in one Availability Zone. Write a subnet for each of ${azs.join(', ')}.`;
    reading.report('subnet-multi-az', 'error', id, message, { of: 'az' });
  }
  reportTwoTables(reading, node, id);
  const acl = node.properties.find((property) => property.$type === 'NetworkAclProperty')?.acl?.ref;
  return {
    kind: 'subnet',
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    ...blocksOf(reading, node, id),
    ...(azs[0] && { az: azs[0] }),
    ...(node.intent && { intent: node.intent }),
    blockPublicAccess: publicAccess(node.properties),
    routeTable: tableOf(reading, node, id),
    networkAcl: reading.idOf(acl),
  };
}

/** The table with a name before the subnet's own lines; without either, the main table. */
function tableOf(reading: Reading, node: ast.Subnet, id: EntityId): EntityId | undefined {
  const source = tableNodeOf(node);
  const named = source.$type === 'RouteTable' ? reading.idOf(source) : undefined;
  return named ?? (hasOwnLines(node) ? ownTableId(id) : undefined);
}

function reportTwoTables(reading: Reading, node: ast.Subnet, id: EntityId): void {
  const source = tableNodeOf(node);
  if (source.$type !== 'RouteTable' || !hasOwnLines(node)) return;
  const message = `A subnet has one route table. Move these routes into ${source.name}, or remove the line that names it.`;
  reading.report('subnet-two-route-tables', 'error', id, message, { of: 'route-table' });
}

function hasOwnLines(node: ast.Subnet): boolean {
  return node.routes.length > 0 || propagationsOf(node).length > 0;
}

function propagationsOf({ properties }: ast.Subnet): readonly ast.PropagateProperty[] {
  return properties.flatMap((property) => (property.$type === 'PropagateProperty' ? [property] : []));
}

/**
 * The readable blocks, IPv4 first, so that a VPC's primary block is the first one, then those that AWS chooses. Each is placed under its
 * index in this list.
 */
function blocksOf(
  reading: Reading,
  node: ast.Vpc | ast.Subnet,
  id: EntityId,
): Pick<VpcPart, 'prefixes' | 'assignedPrefixes' | 'unknown'> {
  const list = reading.listOf(node);
  const written = list.blocks.map((text, place) => ({
    text,
    place,
    rank: parsePrefix(text)?.family ?? Number.POSITIVE_INFINITY,
  }));
  const ordered = written.toSorted((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  for (const [index, { place }] of ordered.entries()) reading.place(id, { of: 'prefix', index }, node, 'prefixes', place);
  const texts = ordered.map(({ text }) => text);
  const isExternal = node.$type === 'Vpc' && node.external;
  const hasOther = isExternal || list.unknowns.length > 0 || (node.$type === 'Subnet' && texts.length + node.lengths.length > 0);
  if (!ordered.some(({ rank }) => rank === 4) && !hasOther) reportNoBlock(reading, node, id);
  const read = readPrefixes(reading, id, texts, 'prefix');
  const assigned = assignedTo(reading, node, id, read.length);
  return {
    prefixes: [...read, ...assigned],
    ...(assigned.length > 0 && { assignedPrefixes: assigned }),
    ...(isExternal && read.length === 0 ? { unknown: { reason: 'it is external' } } : unknownIn(list)),
  };
}

/** The blocks that AWS chooses, after `before` others. Reports lengths for which there is no room. */
function assignedTo(reading: Reading, node: ast.Vpc | ast.Subnet, id: EntityId, before: number): readonly Prefix[] {
  const found = reading.blocksOf(node).map((block, place) => ({ block, place }));
  // Blocks for which there is no room have no index in the list of blocks: theirs are behind all others.
  const ordered = [...found.filter(({ block }) => block !== undefined), ...found.filter(({ block }) => block === undefined)];
  return ordered.flatMap(({ block, place }, order) => {
    const index = before + order;
    reading.place(id, { of: 'prefix', index }, node, 'lengths', place);
    const isKnown = node.$type === 'Vpc' || node.$container.unknowns.length === 0;
    if (block === undefined && isKnown) reportNoRoom(reading, node, id, index);
    return block ?? [];
  });
}

/** Source: Amazon VPC User Guide, "Subnet CIDR blocks" (the IPv6 block of a subnet is a part of an IPv6 block of its VPC). */
function reportNoRoom(reading: Reading, node: ast.Vpc | ast.Subnet, id: EntityId, index: number): void {
  const message =
    node.$type === 'Vpc'
      ? 'A VPC has no IPv6 block of this size: write "ipv6 /56".'
      : `${node.$container.name} has no free IPv6 block of this size: add "ipv6 /56" to its blocks, or write a longer prefix here.`;
  reading.report('ipv6-block-unavailable', 'error', id, message, { of: 'prefix', index });
}

/** Source: Amazon VPC User Guide, "VPC CIDR blocks" (every VPC has an IPv4 block, also one of IPv6 subnets only) and "Subnet CIDR blocks". */
function reportNoBlock(reading: Reading, node: ast.Vpc | ast.Subnet, id: EntityId): void {
  if (node.prefixes.some((text) => parsePrefix(text) === undefined)) return;
  if (node.$type === 'Vpc') {
    const message = `A VPC needs an IPv4 block. Write one after its name, for example: vpc ${node.name} 10.0.0.0/16.`;
    reading.report('vpc-cidr-missing', 'error', id, message);
  } else {
    const message = `A subnet needs a block of its VPC's addresses. Write one after its name, for example: subnet ${node.name} 10.0.1.0/24.`;
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
