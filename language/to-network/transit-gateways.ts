// Transit gateways: attachments, route tables and their static routes.
import type * as ast from '#language/ast/generated/ast.ts';
import type {
  TransitAttachmentPart,
  TransitGatewayPart,
  TransitRoutePart,
  TransitRouteTablePart,
} from '#language/network/build/parts.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { destinationsOf } from './routes.ts';
import { statedSubnets } from './stated.ts';
import { unknownFrom, unknownSubnetsIn } from './unknown.ts';

/** A transit gateway. */
export function transitGatewayPart(reading: Reading, node: ast.TransitGateway, id: EntityId): TransitGatewayPart {
  placeGateway(reading, node, id);
  const attachments = node.members.flatMap((member) => (member.$type === 'TransitAttachment' ? [member] : []));
  const tables = node.members.flatMap((member) => (member.$type === 'TransitRouteTable' ? [member] : []));
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
    attachments: attachments.flatMap((line, index) => attachmentPart(reading, line, partId(id, 'attachment', index + 1))),
    routeTables: tables.flatMap((table) => tablePart(reading, table)),
  };
}

function attachmentPart(reading: Reading, node: ast.TransitAttachment, wanted: EntityId): readonly TransitAttachmentPart[] {
  const resource = reading.idOf(node.resource?.ref);
  if (resource === undefined) return [];
  const id = reading.declare(node, wanted);
  for (const property of node.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
  reading.place(id, { of: 'target' }, node, 'resource');
  return [
    {
      id,
      resource,
      subnets: statedSubnets(reading, node.properties, id),
      ...unknownSubnetsIn(node.properties),
      ...associationOf(reading, node),
      ...propagationsOf(reading, node),
      applianceMode: node.properties.some((property) => property.$type === 'ApplianceModeProperty' && property.value === 'on'),
    },
  ];
}

/** A line that names an unknown table leaves the attachment without one. */
function associationOf(reading: Reading, { properties }: ast.TransitAttachment): Pick<TransitAttachmentPart, 'association'> {
  const line = properties.find((property) => property.$type === 'AssociationProperty');
  return line === undefined ? {} : { association: reading.idOf(line.table?.ref) ?? 'none' };
}

function propagationsOf(reading: Reading, { properties }: ast.TransitAttachment): Pick<TransitAttachmentPart, 'propagations'> {
  const lines = properties.flatMap((property) => (property.$type === 'PropagationProperty' ? [property] : []));
  if (lines.length === 0) return {};
  return { propagations: lines.flatMap(({ tables }) => tables.flatMap(({ ref }) => reading.idsOf(ref))) };
}

function tablePart(reading: Reading, node: ast.TransitRouteTable): readonly TransitRouteTablePart[] {
  return reading.idsOf(node).map((id) => ({
    id,
    name: node.name,
    ...labelOf(node),
    routes: node.routes.flatMap((route, index) => routePart(reading, route, partId(id, 'route', index + 1))),
  }));
}

function routePart(reading: Reading, node: ast.TransitRoute, wanted: EntityId): readonly TransitRoutePart[] {
  const id = reading.declare(node, wanted);
  const lines = destinationsOf(reading, node, id);
  if (node.blackhole) return [{ id, ...lines, target: { kind: 'blackhole' } }];
  if (node.unknown !== undefined) return [{ id, ...lines, target: { kind: 'unknown', unknown: unknownFrom(node.unknown) } }];
  const resource = reading.idOf(node.target?.ref);
  return resource === undefined ? [] : [{ id, ...lines, target: { kind: 'resource', resource } }];
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
