// Transit gateways: in by an attachment, through the associated route table, out by another attachment.
// Source: AWS Transit Gateway Guide, "How AWS Transit Gateway works", "Amazon VPC attachments", "Network ACLs for transit gateways".
import { formatPrefix } from '#language/network/address.ts';
import { externalStatement } from '#language/network/completeness.ts';
import { attachmentOf, type TransitAttachment, type TransitGateway, tableOf } from '#language/network/connectors.ts';
import { groupBy } from '#language/network/group-by.ts';
import { shortName } from '#language/network/id.ts';
import { targetId } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Packet } from '#language/network/traffic.ts';
import { type Statement, subnetsStatement } from '#language/network/unknown.ts';
import type { TransitGatewayDecision } from '#language/trace/decision/route-decision.ts';
import type { Journal } from '#language/trace/journal.ts';
import { LOST, type Location, move, type Outcome, type Router, unknownEnd } from '#language/trace/location.ts';
import type { DropCode } from '#language/trace/result.ts';
import { filterByAcl } from './network-acl.ts';
import { followedTransitRoute } from './route-lookup.ts';
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
  const near = az === undefined ? undefined : subnetIn(attachment, az);
  const unknown = unknownEntry(attachment, az, near);
  if (unknown !== undefined) return unknownEnd(unknown);
  const entry = az === undefined ? anySubnet(journal, gateway, attachment, packet) : near;
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

/** Another subnet may be used than the known one, unless that is in the Availability Zone. */
function unknownEntry(
  { resource, unknownSubnets }: TransitAttachment,
  az: string | undefined,
  near: Subnet | undefined,
): Statement | undefined {
  if (unknownSubnets === undefined || (near !== undefined && az !== undefined && near.az === az)) return undefined;
  return subnetsStatement(`the attachment of ${shortName(resource)}`, unknownSubnets);
}

/** AWS uses any subnet of the attachment. Subnets with the same network ACL and routes are alike. */
function anySubnet(
  journal: Journal,
  gateway: TransitGateway,
  { subnets }: TransitAttachment,
  { destination }: Packet,
): Subnet | undefined {
  const [first] = subnets;
  if (first === undefined || subnets.length === 1) return first;
  const receiver = journal.ownerIn(first.vpc, destination)?.interface.subnet;
  const alike = groupBy(subnets, (subnet) => `${subnet === receiver} ${signatureOf(subnet)}`);
  const options = [...alike.values()].flatMap((same) => same.slice(0, 1));
  return journal.course.choices.choose('attachment', gateway.id, options, ({ id }) => id);
}

/** What decides in an attachment's subnet: its network ACL, and where its routes lead. */
function signatureOf({ networkAcl, routeTable: { routes, uncertain = [] } }: Subnet): string {
  const ways = routes.map((route) => `${formatPrefix(route.destination)} ${targetId(route) ?? route.target.kind}`);
  const others = uncertain.map((route) => `${route.statement} ${targetId(route) ?? route.target.kind}`);
  return [networkAcl.id, ...ways.toSorted(), ...others.toSorted()].join('\n');
}

/**
 * In appliance mode both directions of a connection use one Availability Zone, which AWS chooses by a hash of the connection.
 * Source: AWS Transit Gateway Guide, "Amazon VPC attachments" (appliance mode).
 */
function subnetOfFlow(
  journal: Journal,
  gateway: TransitGateway,
  attachment: TransitAttachment,
  packet: Packet,
): Subnet | undefined {
  const used = journal.table.subnetUsedBy(attachment.id);
  if (used !== undefined) return used;
  const chosen = anySubnet(journal, gateway, attachment, packet);
  if (chosen !== undefined) journal.table.useSubnet(attachment.id, chosen);
  return chosen;
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
  const { route, uncertain } = followedTransitRoute(journal, gateway.id, table, packet.destination);
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
  if (target.kind === 'unknown') {
    const statement = `The target of route ${formatPrefix(route.destination)} in the route table ${table.name} is unknown`;
    return unknownEnd({ statement, unknown: target.unknown });
  }
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
    assumed: out.applianceMode && out.subnets.length > 1,
    ...(uncertain && { uncertain }),
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
  if (resource?.kind === 'vpc' && resource.isExternal) return unknownEnd(externalStatement(resource));
  const near = az === undefined ? undefined : subnetIn(out, az);
  const unknown = unknownEntry(out, out.applianceMode ? undefined : az, near);
  if (unknown !== undefined) return unknownEnd(unknown);
  const entry = out.applianceMode
    ? subnetOfFlow(journal, gateway, out, packet)
    : (near ?? anySubnet(journal, gateway, out, packet));
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
