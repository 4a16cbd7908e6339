// Changes of transit gateways: subnets of attachments, associations, propagations and static routes.
import type { Prefix } from '#language/network/address.ts';
import type { Explicit, ExplicitParts } from '#language/network/build/explicit.ts';
import type { TransitAttachment, TransitGateway, TransitRoute } from '#language/network/connectors.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { AddAttachmentSubnet, AddTransitRoute, AssociateAttachment, PropagateAttachment } from './change.ts';
import { withChanged } from './with-changed.ts';

/** With a further subnet in the attachment. */
export function withAttachmentSubnet(parts: ExplicitParts, { attachment, subnet }: AddAttachmentSubnet): ExplicitParts {
  return withAttachment(parts, attachment, (one) => ({ ...one, subnets: [...one.subnets, subnet] }));
}

/** With the attachment associated with the table. */
export function withAssociation(parts: ExplicitParts, { attachment, table }: AssociateAttachment): ExplicitParts {
  return withAttachment(parts, attachment, (one) => ({ ...one, association: table }));
}

/** With the routes of the attachment in the table. */
export function withPropagation(parts: ExplicitParts, { attachment: id, table }: PropagateAttachment): ExplicitParts {
  const attachment = parts.transitGateways.flatMap(({ attachments }) => attachments).find((one) => one.id === id);
  const source = attachment && sourceOf(parts, attachment);
  if (source === undefined) return parts;
  return withTransitRoutes(parts, table, () =>
    source.blocks.map((destination) => ({ destination, target: { kind: 'attachment', attachment: id }, origin: source.origin })),
  );
}

/** With a static route in the table. */
export function withTransitRoute(parts: ExplicitParts, { table, destination, resource }: AddTransitRoute): ExplicitParts {
  return withTransitRoutes(parts, table, ({ attachments }) =>
    attachments
      .filter((one) => one.resource === resource)
      .map(({ id }) => ({ destination, target: { kind: 'attachment', attachment: id }, origin: 'static' })),
  );
}

function withAttachment(
  parts: ExplicitParts,
  id: EntityId,
  change: (attachment: Explicit<TransitAttachment>) => Explicit<TransitAttachment>,
): ExplicitParts {
  const gateways = parts.transitGateways.map((gateway) => ({
    ...gateway,
    attachments: withChanged(gateway.attachments, id, change),
  }));
  return { ...parts, transitGateways: gateways };
}

function withTransitRoutes(
  parts: ExplicitParts,
  id: EntityId,
  routesIn: (gateway: Explicit<TransitGateway>) => readonly Omit<TransitRoute, 'id'>[],
): ExplicitParts {
  const gateways = parts.transitGateways.map((gateway) => ({
    ...gateway,
    routeTables: withChanged(gateway.routeTables, id, (table) => {
      const added = routesIn(gateway).map((route, index) => ({
        id: partId(id, 'added', table.routes.length + index + 1),
        ...route,
      }));
      return { ...table, routes: [...table.routes, ...added] };
    }),
  }));
  return { ...parts, transitGateways: gateways };
}

/** What an attachment propagates. A peering of two transit gateways propagates nothing. */
function sourceOf(
  parts: ExplicitParts,
  { resource }: Explicit<TransitAttachment>,
): { readonly blocks: readonly Prefix[]; readonly origin: TransitRoute['origin'] } | undefined {
  const vpc = parts.vpcs.find(({ id }) => id === resource);
  if (vpc !== undefined) return { blocks: vpc.prefixes, origin: 'vpc' };
  const link = parts.siteLinks.find(({ id }) => id === resource);
  return link && { blocks: link.announced, origin: link.kind };
}
