// Transit gateways: both sides of peerings, the default route table, and the routes that attachments propagate.
import { overlaps, type Prefix } from '#language/network/address.ts';
import type {
  SiteLink,
  TransitAttachment,
  TransitGateway,
  TransitRoute,
  TransitRouteTable,
} from '#language/network/connectors.ts';
import { type EntityId, entityId, partId } from '#language/network/id.ts';
import type { Statement } from '#language/network/unknown.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { type Explicit, indexById } from './explicit.ts';
import type { Notes } from './notes.ts';
import type { TransitAttachmentPart, TransitGatewayPart, TransitRoutePart, TransitRouteTablePart } from './parts.ts';
import { unresolved } from './references.ts';
import { partlyKnown } from './route-tables.ts';

/** What transit gateways attach. */
export interface Attachable {
  readonly vpcs: readonly Vpc[];
  readonly siteLinks: readonly Explicit<SiteLink>[];
}

interface Context {
  readonly resources: ReadonlyMap<EntityId, Vpc | Explicit<SiteLink> | TransitGatewayPart>;
}

/** An attachment with the tables that learn its routes. */
interface Attached {
  readonly attachment: Explicit<TransitAttachment>;
  readonly resource: Vpc | Explicit<SiteLink> | TransitGatewayPart;
  readonly propagatesTo: readonly EntityId[];
}

/**
 * All transit gateways. Where only one side of a peering states the attachment, the other side gets one, too, in its default table.
 * Source: AWS Transit Gateway Guide, "How AWS Transit Gateway works", "Transit gateway peering attachments".
 */
export function explicitTransitGateways(
  parts: readonly TransitGatewayPart[],
  { vpcs, siteLinks }: Attachable,
  notes: Notes,
): readonly Explicit<TransitGateway>[] {
  const context: Context = { resources: indexById([...vpcs, ...siteLinks, ...parts]) };
  return parts.map((part) => gatewayOf(part, parts, context, notes));
}

function gatewayOf(
  part: TransitGatewayPart,
  all: readonly TransitGatewayPart[],
  context: Context,
  notes: Notes,
): Explicit<TransitGateway> {
  const stated = part.routeTables.find(isDefault);
  const standard = stated?.id ?? entityId(`${part.id}#route-table-default`);
  const attached = [
    ...part.attachments.flatMap((one) => attachedBy(one, standard, context, notes)),
    ...otherSides(part, all, standard, notes),
  ];
  const tables = part.routeTables.map((table) => tableOf(table, part, attached, context, notes));
  const added: TransitRouteTable = {
    id: standard,
    name: 'default',
    isDefault: true,
    ...propagated(standard, attached, notes),
  };
  return {
    ...part,
    attachments: attached.map(({ attachment }) => attachment),
    routeTables: stated === undefined ? [...tables, added] : tables,
  };
}

/** The route table with the name `default` is the one that AWS creates. */
function isDefault({ name }: TransitRouteTablePart): boolean {
  return name === 'default';
}

function attachedBy(
  part: TransitAttachmentPart,
  standard: EntityId,
  { resources }: Context,
  { problems }: Notes,
): readonly Attached[] {
  const { association: stated, propagations, ...rest } = part;
  const resource = resources.get(part.resource);
  if (resource === undefined) {
    problems.push(unresolved(part.id, part.resource));
    return [];
  }
  const association = stated === 'none' ? undefined : (stated ?? standard);
  return [
    {
      attachment: { ...rest, type: typeOf(resource), ...(association !== undefined && { association }) },
      resource,
      propagatesTo: propagations ?? (association === standard ? [standard] : []),
    },
  ];
}

function typeOf({ kind }: Attached['resource']): TransitAttachment['type'] {
  return kind === 'vpc' || kind === 'transit-gateway' ? kind : 'site-link';
}

/** The attachments of peerings that only the other gateway states. Peerings propagate nothing (same guide, "Routes for peering attachments"). */
function otherSides(
  { id, attachments }: TransitGatewayPart,
  all: readonly TransitGatewayPart[],
  standard: EntityId,
  { causes }: Notes,
): readonly Attached[] {
  const known = new Set([id, ...attachments.map(({ resource }) => resource)]);
  const taken = new Set(attachments.map((one) => one.id));
  let number = attachments.length;
  return all.flatMap((other) => {
    const stated = known.has(other.id) ? undefined : other.attachments.find(({ resource }) => resource === id);
    if (stated === undefined) return [];
    do number += 1;
    while (taken.has(partId(id, 'attachment', number)));
    const own = partId(id, 'attachment', number);
    causes.set(own, stated.id);
    const attachment = {
      id: own,
      resource: other.id,
      type: 'transit-gateway' as const,
      subnets: [],
      association: standard,
      applianceMode: false,
    };
    return [{ attachment, resource: other, propagatesTo: [] }];
  });
}

function tableOf(
  table: TransitRouteTablePart,
  gateway: TransitGatewayPart,
  attached: readonly Attached[],
  context: Context,
  notes: Notes,
): TransitRouteTable {
  const lines = table.routes.map((route) => writtenRoutes(route, gateway, attached, context, notes));
  const learned = propagated(table.id, attached, notes);
  const uncertain = [...lines.flatMap((line) => line.uncertain ?? []), ...(learned.uncertain ?? [])];
  return {
    ...table,
    isDefault: isDefault(table),
    routes: [...lines.flatMap(({ routes }) => routes), ...learned.routes],
    ...(uncertain.length > 0 && { uncertain }),
  };
}

type TableRoutes = Pick<TransitRouteTable, 'routes' | 'uncertain'>;

function writtenRoutes(
  part: TransitRoutePart,
  gateway: TransitGatewayPart,
  attached: readonly Attached[],
  { resources }: Context,
  { problems }: Notes,
): TableRoutes {
  const { id, target } = part;
  if (target.kind !== 'resource') return routesTo(target, part);
  const found = attached.find(({ resource }) => resource.id === target.resource);
  if (found !== undefined) return routesTo({ kind: 'attachment', attachment: found.attachment.id }, part);
  const name = resources.get(target.resource)?.name ?? target.resource;
  const message = `${name} is not attached to ${gateway.name}: add a line "attach ${name}", or name one of its attachments.`;
  problems.push({
    code: 'transit-route-not-attached',
    severity: 'error',
    subject: id,
    message,
    related: [],
    aspect: { of: 'target' },
  });
  return { routes: [] };
}

function routesTo(target: TransitRoute['target'], { id, destinations, further }: TransitRoutePart): TableRoutes {
  const routes = destinations.map((route) => ({ ...route, target }));
  return { routes, ...(further && { uncertain: [{ id, target, origin: 'prefix-list' as const, ...further }] }) };
}

/** What the attachments propagate into a table, in their order. */
function propagated(table: EntityId, attached: readonly Attached[], { causes }: Notes): TableRoutes {
  const found = attached.flatMap((one, place) =>
    one.propagatesTo.includes(table) ? blocksOf(one, attached.slice(0, place)).map((destination) => ({ one, destination })) : [],
  );
  const routes = found.map(({ one: { attachment, resource }, destination }, index): TransitRoute => {
    const id = partId(table, 'propagated', index + 1);
    causes.set(id, attachment.id);
    return { id, destination, target: { kind: 'attachment', attachment: attachment.id }, origin: originOf(resource) };
  });
  const uncertain = attached
    .filter(({ propagatesTo }) => propagatesTo.includes(table))
    .flatMap(({ attachment, resource }) =>
      notKnownOf(resource).map((one) => ({
        ...one,
        id: attachment.id,
        target: { kind: 'attachment' as const, attachment: attachment.id },
        origin: originOf(resource),
      })),
    );
  return { routes, ...(uncertain.length > 0 && { uncertain }) };
}

/** What is not known of the blocks of a VPC, or of those that a link announces. */
function notKnownOf(resource: Attached['resource']): readonly Statement[] {
  if (resource.kind === 'transit-gateway') return [];
  if (resource.kind === 'vpc') return partlyKnown(resource);
  return resource.mayAnnounce === undefined ? [] : [resource.mayAnnounce];
}

/**
 * A VPC's blocks, without those that overlap with a VPC attached earlier; the blocks that a link announces.
 * Source: AWS Transit Gateway Guide, "Amazon VPC attachments" (that only the overlapping blocks stay out is assumed).
 */
function blocksOf({ resource }: Attached, earlier: readonly Attached[]): readonly Prefix[] {
  if (resource.kind === 'transit-gateway') return [];
  if (resource.kind !== 'vpc') return resource.announced;
  const taken = earlier.flatMap((one) => (one.resource.kind === 'vpc' && one.resource !== resource ? one.resource.prefixes : []));
  return resource.prefixes.filter((block) => !taken.some((other) => overlaps(other, block)));
}

function originOf({ kind }: Attached['resource']): TransitRoute['origin'] {
  if (kind === 'direct-connect' || kind === 'vpn') return kind;
  return 'vpc';
}
