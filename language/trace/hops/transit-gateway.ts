// Transit gateways: in by an attachment, through the associated route table, out by another attachment.
// Source: AWS Transit Gateway Guide, "How AWS Transit Gateway works", "Amazon VPC attachments", "Network ACLs for transit gateways".
import { formatPrefix } from '#language/network/address.ts';
import { attachmentOf, type TransitAttachment, type TransitGateway, tableOf } from '#language/network/connectors.ts';
import { shortName } from '#language/network/id.ts';
import { targetId } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { TransitGatewayDecision } from '#language/trace/decision/route-decision.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, type Location, move, type Outcome, type Router } from '#language/trace/location.ts';
import type { DropCode } from '#language/trace/result.ts';
import { filterByAcl } from './network-acl.ts';
import { bestRouteOf } from './route-lookup.ts';
import { arriveAtSite } from './site-link.ts';

type In = Extract<Location, { kind: 'transit' }>;

/** From a VPC into the gateway, by the attachment's subnet in the sender's Availability Zone. `undefined`: the VPC is not attached. */
export function enterTransitGateway(
  journal: Journal,
  { vpc, subnet }: Router,
  gateway: TransitGateway,
  packet: Packet,
): Outcome | undefined {
  const attachment = attachmentOf(gateway, vpc.id);
  if (attachment === undefined) return undefined;
  const az = subnet?.az;
  const entry = az === undefined ? anySubnet(attachment) : subnetIn(attachment, az);
  if (entry === 'ambiguous') return ambiguous(attachment);
  if (entry === undefined) {
    return drop(journal, gateway, packet, 'TGW_ROUTE_AZ_RESTRICTION', () => ({
      kind: 'transit-gateway',
      gateway,
      result: 'no-attachment-in-az',
      attachment,
      vpc,
      az,
      decidedBy: attachment.id,
    }));
  }
  filterByAcl(journal, entry, 'inbound', packet);
  return move(packet, { kind: 'transit', gateway, attachment, az });
}

/** A subnet without an Availability Zone in the text counts for every AZ. */
function subnetIn({ subnets }: TransitAttachment, az: string): Subnet | undefined {
  return subnets.find((subnet) => subnet.az === az) ?? subnets.find((subnet) => subnet.az === undefined);
}

/** Any subnet, as long as network ACLs and routes are the same in all of them; else `ambiguous`. */
function anySubnet({ subnets }: TransitAttachment): Subnet | 'ambiguous' | undefined {
  return new Set(subnets.map(signatureOf)).size > 1 ? 'ambiguous' : subnets[0];
}

/** What decides in an attachment's subnet: its network ACL, and where its routes lead. */
function signatureOf({ networkAcl, routeTable: { routes } }: Subnet): string {
  const ways = routes.map((route) => `${formatPrefix(route.destination)} ${targetId(route) ?? route.target.kind}`);
  return [networkAcl.id, ...ways.toSorted()].join('\n');
}

function ambiguous({ resource }: TransitAttachment): Outcome {
  const reason = `Any AZ of the attachment of ${shortName(resource)} may be used, and their network ACLs or routes differ.`;
  return end({ kind: 'unknown', reason });
}

/** In the gateway: looks up the route table with which the attachment is associated. */
export function routeInTransit(journal: Journal, at: In, packet: Packet): Outcome {
  const { gateway, attachment } = at;
  const table = tableOf(gateway, attachment);
  if (table === undefined) {
    return drop(journal, gateway, packet, 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION', () => ({
      kind: 'transit-gateway',
      gateway,
      result: 'no-association',
      attachment,
      decidedBy: attachment.id,
    }));
  }
  const route = bestRouteOf(journal, table, packet.destination);
  if (route === undefined) {
    return drop(journal, gateway, packet, 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT', () => ({
      kind: 'transit-gateway',
      gateway,
      result: 'no-route',
      table,
      destination: packet.destination,
      decidedBy: table.id,
    }));
  }
  const { target } = route;
  const out = target.kind === 'attachment' ? gateway.attachments.find(({ id }) => id === target.attachment) : undefined;
  if (out === undefined) {
    return drop(journal, gateway, packet, 'TGW_RTB_BAD_STATE_ROUTE', () => ({
      kind: 'transit-gateway',
      gateway,
      result: 'blackhole',
      table,
      route,
      decidedBy: route.id,
    }));
  }
  journal.pass('route', gateway, packet, () => ({
    kind: 'transit-route',
    gateway,
    table,
    route,
    attachment: out,
    destination: packet.destination,
    decidedBy: route.id,
  }));
  return leaveTransitGateway(journal, at, out, packet);
}

function leaveTransitGateway(journal: Journal, { gateway, az }: In, out: TransitAttachment, packet: Packet): Outcome {
  const { network } = journal;
  const resource = network.byId.get(out.resource);
  if (out.type === 'site-link' && (resource?.kind === 'vpn' || resource?.kind === 'direct-connect'))
    return arriveAtSite(journal, [resource], packet);
  if (out.type === 'transit-gateway' && resource?.kind === 'transit-gateway') {
    const back = attachmentOf(resource, gateway.id);
    if (back !== undefined) {
      journal.crossed = 'middlebox';
      return move(packet, { kind: 'transit', gateway: resource, attachment: back, az });
    }
  }
  // In appliance mode both directions use one Availability Zone. AWS does not document which; the first is assumed.
  const entry = out.applianceMode ? out.subnets[0] : ((az === undefined ? undefined : subnetIn(out, az)) ?? anySubnet(out));
  if (entry === 'ambiguous') return ambiguous(out);
  if (out.type !== 'vpc' || entry === undefined) {
    return drop(journal, gateway, packet, 'TGW_RTB_BAD_STATE_ROUTE', () => ({
      kind: 'transit-gateway',
      gateway,
      result: 'attachment-leads-nowhere',
      attachment: out,
      decidedBy: out.id,
    }));
  }
  journal.crossed = journal.crossed === 'middlebox' ? 'middlebox' : gateway;
  return move(packet, { kind: 'attached', subnet: entry });
}

/** Out of the gateway into a VPC: past the network ACL of the attachment's subnet to its router, unless the packet is for that subnet. */
export function leaveAttachment(journal: Journal, subnet: Subnet, packet: Packet): Outcome {
  const neighbour = journal.ownerIn(subnet.vpc, packet.destination);
  if (neighbour?.interface.subnet === subnet)
    return move(packet, { kind: 'arriving', interface: neighbour.interface, crossing: false });
  filterByAcl(journal, subnet, 'outbound', packet);
  return move(packet, { kind: 'routing', subnet });
}

function drop(
  journal: Journal,
  gateway: TransitGateway,
  packet: Packet,
  code: DropCode,
  decide: () => TransitGatewayDecision,
): Outcome {
  journal.block('drop', gateway, packet, code, decide);
  return LOST;
}
