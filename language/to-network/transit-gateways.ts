// Transit gateways: attachments, route tables, and the routes that attachments propagate into them.
import type * as ast from '#language/ast/generated/ast.ts';
import { overlaps, type Prefix } from '#language/network/address.ts';
import type { TransitAttachment, TransitGateway, TransitRoute, TransitRouteTable } from '#language/network/connectors.ts';
import { type EntityId, entityId, partId } from '#language/network/id.ts';
import { namedSubnets, type Surroundings } from './interfaces.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { destinationsOf, remoteBlocks } from './routes.ts';
import { blocksNamedBy } from './values.ts';

/** An attachment with the line that makes it. */
interface Attached {
  readonly attachment: TransitAttachment;
  readonly node: ast.TransitAttachment;
  readonly resource: ast.AttachedResource;
  /** The tables that learn its blocks. */
  readonly propagatesTo: readonly EntityId[];
}

/**
 * A transit gateway. Where another one of `all` attaches it, the peering is an attachment here, too, in the default table unless a line says more.
 * Source: AWS Transit Gateway Guide, "How AWS Transit Gateway works", "Transit gateway peering attachments".
 */
export function transitGateway(
  around: Surroundings,
  node: ast.TransitGateway,
  id: EntityId,
  all: Iterable<ast.TransitGateway>,
): TransitGateway {
  const { reading } = around;
  placeGateway(reading, node, id);
  const written = node.members.flatMap((member) => (member.$type === 'TransitRouteTable' && isNamed(member) ? [member] : []));
  const byDefault = reading.idOf(written.find(isDefault)) ?? entityId(`${id}#route-table-default`);
  const own = node.members.flatMap((member) => (member.$type === 'TransitAttachment' ? [member] : []));
  const attached = [
    ...own.flatMap((line, index) => attachedBy(around, line, partId(id, 'attachment', index + 1), byDefault)),
    ...impliedBy(reading, node, own, all).map(({ line, other }, index) =>
      implied(reading, line, other, partId(id, 'attachment', own.length + index + 1), byDefault),
    ),
  ];
  const tables = written.map((table) => tableFrom(reading, table, node, attached));
  const silent: TransitRouteTable = {
    id: byDefault,
    name: 'default',
    isDefault: true,
    routes: propagated(reading, byDefault, attached),
  };
  const region = node.properties.find((property) => property.$type === 'RegionProperty')?.region;
  return {
    kind: 'transit-gateway',
    id,
    name: node.name,
    ...labelOf(node),
    ...(region && { region }),
    securityGroupReferences: node.properties.some(
      (property) => property.$type === 'SecurityGroupReferencesProperty' && property.value === 'on',
    ),
    attachments: attached.map(({ attachment }) => attachment),
    routeTables: written.some(isDefault) ? tables : [...tables, silent],
  };
}

function isNamed({ name }: ast.TransitRouteTable): boolean {
  return name !== undefined;
}

/** A table that the text calls default is the one that AWS makes. */
function isDefault({ name }: ast.TransitRouteTable): boolean {
  return name === 'default';
}

function attachedBy(
  around: Surroundings,
  node: ast.TransitAttachment,
  wanted: EntityId,
  byDefault: EntityId,
): readonly Attached[] {
  const { reading } = around;
  const resource = node.resource?.ref;
  const resourceId = reading.idOf(resource);
  if (resource === undefined || resourceId === undefined) return [];
  const id = reading.declare(node, wanted);
  for (const property of node.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
  reading.place(id, { of: 'target' }, node, 'resource');
  const line = node.properties.find((property) => property.$type === 'AssociationProperty');
  const association = line === undefined ? byDefault : reading.idOf(line.table?.ref);
  return [
    {
      attachment: {
        id,
        resource: resourceId,
        type: typeOf(resource),
        subnets: namedSubnets(around, node.properties, id),
        ...(association && { association }),
        applianceMode: node.properties.some((property) => property.$type === 'ApplianceModeProperty' && property.value === 'on'),
      },
      node,
      resource,
      propagatesTo: propagationOf(reading, node, association === byDefault ? [byDefault] : []),
    },
  ];
}

function typeOf(resource: ast.AttachedResource): TransitAttachment['type'] {
  if (resource.$type === 'Vpc') return 'vpc';
  return resource.$type === 'SiteLink' ? 'site-link' : 'transit-gateway';
}

/** The tables that the lines `propagate …` name, or what holds without such a line. */
function propagationOf(reading: Reading, node: ast.TransitAttachment, silent: readonly EntityId[]): readonly EntityId[] {
  const lines = node.properties.flatMap((property) => (property.$type === 'PropagationProperty' ? [property] : []));
  return lines.length === 0 ? silent : lines.flatMap(({ tables }) => tables.flatMap(({ ref }) => reading.idOf(ref) ?? []));
}

/** The lines of other gateways that attach this one, where this one says nothing of its own about them. */
function impliedBy(
  reading: Reading,
  node: ast.TransitGateway,
  own: readonly ast.TransitAttachment[],
  all: Iterable<ast.TransitGateway>,
): readonly { readonly line: ast.TransitAttachment; readonly other: ast.TransitGateway }[] {
  const known = new Set<ast.AttachedResource | undefined>([node, ...own.map(({ resource }) => resource?.ref)]);
  return [...all].flatMap((other) => {
    const line = other.members.find((member) => member.$type === 'TransitAttachment' && member.resource?.ref === node);
    const isNew = line?.$type === 'TransitAttachment' && !known.has(other) && reading.idOf(other) !== undefined;
    return isNew ? [{ line, other }] : [];
  });
}

function implied(
  reading: Reading,
  node: ast.TransitAttachment,
  other: ast.TransitGateway,
  id: EntityId,
  association: EntityId,
): Attached {
  reading.stands(id, node);
  const resource = reading.idOf(other) ?? entityId(other.name);
  const attachment: TransitAttachment = {
    id,
    resource,
    type: 'transit-gateway',
    subnets: [],
    association,
    applianceMode: false,
  };
  return { attachment, node, resource: other, propagatesTo: [] };
}

function tableFrom(
  reading: Reading,
  node: ast.TransitRouteTable,
  gateway: ast.TransitGateway,
  attached: readonly Attached[],
): TransitRouteTable {
  const id = reading.idOf(node) ?? entityId(node.name);
  const written = node.routes.flatMap((route, index) =>
    writtenRoutes(reading, route, partId(id, 'route', index + 1), gateway, attached),
  );
  return {
    id,
    name: node.name,
    ...labelOf(node),
    isDefault: isDefault(node),
    routes: [...written, ...propagated(reading, id, attached)],
  };
}

function writtenRoutes(
  reading: Reading,
  node: ast.TransitRoute,
  wanted: EntityId,
  gateway: ast.TransitGateway,
  attached: readonly Attached[],
): readonly TransitRoute[] {
  const id = reading.declare(node, wanted);
  const routes = destinationsOf(reading, node, id);
  if (node.blackhole) return routes.map((route) => ({ ...route, target: { kind: 'blackhole' } }));
  const resource = node.target?.ref;
  const found = attached.find((one) => one.resource === resource);
  if (found !== undefined) {
    return routes.map((route) => ({ ...route, target: { kind: 'attachment', attachment: found.attachment.id } }));
  }
  if (resource !== undefined) {
    const message = `${resource.name} is not attached to ${gateway.name}: add a line "attach ${resource.name}", or name something that is.`;
    reading.report('transit-route-not-attached', 'error', id, message, { of: 'target' });
  }
  return [];
}

/** What the attachments tell a table, in the order of the text. Peerings between gateways tell nothing (same page, "Routes for peering attachments"). */
function propagated(reading: Reading, table: EntityId, attached: readonly Attached[]): readonly TransitRoute[] {
  const found = attached.flatMap((one, place) =>
    one.propagatesTo.includes(table) ? blocksOf(one, attached.slice(0, place)).map((destination) => ({ one, destination })) : [],
  );
  return found.map(({ one, destination }, index): TransitRoute => {
    const id = partId(table, 'propagated', index + 1);
    reading.stands(id, one.node);
    return { id, destination, target: { kind: 'attachment', attachment: one.attachment.id }, origin: originOf(one.resource) };
  });
}

/**
 * A VPC's blocks, without those that overlap with a VPC attached earlier; the blocks behind a link.
 * Source: AWS Transit Gateway Guide, "Amazon VPC attachments" (that only the overlapping blocks stay out is assumed).
 */
function blocksOf({ resource }: Attached, earlier: readonly Attached[]): readonly Prefix[] {
  if (resource.$type === 'TransitGateway') return [];
  if (resource.$type === 'SiteLink') return remoteBlocks(resource);
  const taken = earlier.flatMap((one) =>
    one.resource.$type === 'Vpc' && one.resource !== resource ? blocksNamedBy(one.resource) : [],
  );
  return blocksNamedBy(resource).filter((block) => !taken.some((other) => overlaps(other, block)));
}

function originOf(resource: ast.AttachedResource): TransitRoute['origin'] {
  if (resource.$type !== 'SiteLink') return 'vpc';
  return resource.kind === 'direct-connect' ? 'direct-connect' : 'vpn';
}

const ASPECTS = {
  SubnetsProperty: 'subnets',
  AssociationProperty: 'route-table',
  PropagationProperty: 'propagate',
  ApplianceModeProperty: 'appliance-mode',
} as const;

function placeGateway(reading: Reading, node: ast.TransitGateway, id: EntityId): void {
  for (const property of node.properties) {
    reading.place(id, { of: property.$type === 'RegionProperty' ? 'region' : 'security-group-references' }, property);
  }
}
