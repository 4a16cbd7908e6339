// A transit gateway that drops a packet → the missing subnet, association, propagation or route.
import type { Address } from '#language/network/address.ts';
import {
  attachmentOf,
  type TransitAttachment,
  type TransitGateway,
  type TransitRouteTable,
} from '#language/network/connectors.ts';
import { isExample } from '#language/network/examples.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { behindAttached } from '#language/validation/route-options.ts';
import { isDeclared } from '#language/what-if/change/naming.ts';
import { type Candidate, type Remedy, together } from './blocked.ts';

/** What a transit gateway lacks. */
export const completeTransit: Remedy = ({ network, hop: { decision } }) => {
  if (decision.kind !== 'transit-gateway') return [];
  const { gateway } = decision;
  switch (decision.result) {
    case 'no-attachment-in-az':
      return subnetsFor(network, decision.attachment, decision.az);
    case 'no-association':
      return gateway.routeTables
        .filter(({ id }) => isDeclared(id))
        .map(({ id }) => together({ kind: 'associate-attachment', attachment: decision.attachment.id, table: id }));
    case 'no-route': {
      const { table, destination } = decision;
      const attached = gateway.attachments.map(({ resource }) => resource);
      const leading = attached.filter((id) => behindAttached(network, id, destination, [gateway.id]).length > 0);
      return transitRoutes(network, gateway, table, destination, leading);
    }
    case 'blackhole':
    case 'attachment-leads-nowhere':
      return [];
  }
};

/** Subnets in the Availability Zone, those without other resources first: AWS advises a subnet for the attachment alone. */
function subnetsFor(
  { subnets, interfaces, byId }: Network,
  attachment: TransitAttachment,
  az: string | undefined,
): readonly Candidate[] {
  const vpc = byId.get(attachment.resource);
  const occupied = new Set(interfaces.map(({ subnet }) => subnet));
  const free = subnets.filter((subnet) => subnet.vpc === vpc && subnet.az === az && isDeclared(subnet.id));
  return free
    .toSorted((a, b) => Number(occupied.has(a)) - Number(occupied.has(b)))
    .map(({ id }) => together({ kind: 'add-attachment-subnet', attachment: attachment.id, subnet: id }));
}

/** Propagations and static routes that lead to one of the attached resources. */
export function transitRoutes(
  network: Network,
  gateway: TransitGateway,
  table: TransitRouteTable,
  destination: Address,
  attached: readonly EntityId[],
): readonly Candidate[] {
  if (!isDeclared(table.id)) return [];
  return attached.flatMap((resource): readonly Candidate[] => {
    const attachment = attachmentOf(gateway, resource);
    const blocks = behindAttached(network, resource, destination, [gateway.id]);
    const routes = blocks.some((block) => isExample(network, block))
      ? []
      : [
          together(
            ...blocks.map((block) => ({ kind: 'add-transit-route', table: table.id, destination: block, resource }) as const),
          ),
        ];
    if (attachment === undefined || !mayPropagate(gateway, attachment)) return routes;
    return [together({ kind: 'propagate-attachment', attachment: attachment.id, table: table.id }), ...routes];
  });
}

/**
 * Whether a line `propagate …` only adds: an attachment of the default table propagates there as long as no line says otherwise. A peering
 * propagates nothing.
 */
function mayPropagate({ routeTables }: TransitGateway, { type, association }: TransitAttachment): boolean {
  const standard = routeTables.find(({ isDefault }) => isDefault);
  return type !== 'transit-gateway' && association !== standard?.id;
}
