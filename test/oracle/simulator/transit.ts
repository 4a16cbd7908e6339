// Transit gateways (13B), VPNs and Direct Connect (13C), and senders at remote sites.
import { contains } from '#language/network/address.ts';
import type { SiteLink, TransitAttachment, TransitGateway, TransitRoute } from '#language/network/connectors.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { aclAllows } from './filters.ts';
import { acrossInternet, outsideAt } from './gateways.ts';
import type { Flight } from './header.ts';
import { deliverLocally, lookup } from './routes.ts';
import { dropped, finish, go, inVpc, type Next, privateOwner, type World } from './world.ts';

const RANK = ['static', 'prefix-list', 'vpc', 'direct-connect', 'vpn'] as const;

/** 13.13-13.15: the table of the attachment that the packet comes by decides. */
export function throughTransit(
  world: World,
  gateway: TransitGateway,
  by: TransitAttachment,
  az: string | undefined,
  flight: Flight,
): Next {
  const table = gateway.routeTables.find(({ id }) => id === by.association);
  if (table === undefined) return dropped(gateway.id, 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION');
  const route = transitLookup(table.routes, flight);
  if (route === undefined) return dropped(gateway.id, 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT');
  const { target } = route;
  if (target.kind === 'blackhole') return dropped(gateway.id, 'TGW_RTB_BAD_STATE_ROUTE');
  const to = gateway.attachments.find(({ id }) => id === target.attachment);
  if (to === undefined) return dropped(gateway.id, 'TGW_RTB_BAD_STATE_ROUTE');
  if (to.type === 'vpc') return intoVpc(world, gateway, to, az, flight);
  if (to.type === 'site-link') {
    const link = world.network.siteLinks.find(({ id }) => id === to.resource);
    return link === undefined
      ? dropped(gateway.id, 'TGW_RTB_BAD_STATE_ROUTE')
      : go({ kind: 'site', links: [link] }, { ...flight, origin: undefined });
  }
  const other = world.network.transitGateways.find(({ id }) => id === to.resource);
  const arriving = other?.attachments.find(({ resource }) => resource === gateway.id);
  if (other === undefined || arriving === undefined) return dropped(gateway.id, 'TGW_RTB_BAD_STATE_ROUTE');
  return go({ kind: 'transit', gateway: other, by: arriving, az }, { ...flight, origin: undefined });
}

/** 13.14 */
function transitLookup(routes: readonly TransitRoute[], { header }: Flight): TransitRoute | undefined {
  const matching = routes.filter(({ destination }) => contains(destination, header.destination));
  const longest = matching.filter((route) => matching.every((other) => other.destination.length <= route.destination.length));
  return longest.find((route) => longest.every((other) => RANK.indexOf(route.origin) <= RANK.indexOf(other.origin)));
}

/** 13.18, 13.19: the sender's AZ if the attachment has it; 13.20: the network ACLs at the gateway's interface. */
function intoVpc(world: World, gateway: TransitGateway, to: TransitAttachment, az: string | undefined, flight: Flight): Next {
  const same = to.subnets.find((subnet) => subnet.az === az);
  const idOf = ({ id }: Subnet): string => id;
  const [first] = to.subnets;
  if (first === undefined) return dropped(gateway.id, 'TGW_ROUTE_AZ_RESTRICTION');
  // Assumed, because it is not documented in which AZ the packet leaves.
  if (to.subnets.some((other) => other.routeTable !== first.routeTable || other.networkAcl !== first.networkAcl))
    world.assumed.add('13.18');
  const subnet = to.applianceMode || same === undefined ? world.choose.az(`attachment ${to.id}`, to.subnets, idOf) : same;
  const mayRefer = gateway.securityGroupReferences && flight.origin?.way === 'same-vpc';
  const onward: Flight = { ...flight, origin: mayRefer && flight.origin ? { ...flight.origin, way: 'transit' } : undefined };
  const { header } = onward;
  const local = lookup(world, subnet.routeTable, header.destination)?.target.kind === 'local';
  const owned = privateOwner(world, subnet.vpc, header.destination);
  if (local && owned?.iface.subnet === subnet) return deliverLocally(world, subnet.vpc, subnet, onward);
  if (!aclAllows(subnet.networkAcl, 'outbound', header)) return dropped(subnet.id, 'SUBNET_ACL_RESTRICTION');
  return go({ kind: 'route', subnet, from: undefined }, onward);
}

/** A packet that goes out by one of these lines: all that end at the same gateway. */
export function atSite(world: World, links: readonly SiteLink[], flight: Flight): Next {
  const { header } = flight;
  const [first] = links;
  if (first === undefined) return { kind: 'unknown', why: 'no line' };
  const [link] = links
    .filter(({ remotes }) => remotes.some(({ prefixes }) => prefixes.some((prefix) => contains(prefix, header.destination))))
    .sort((a, b) => rankOf(a) - rankOf(b));
  const outside = outsideAt(world, header.destination);
  return link === undefined || outside === undefined
    ? dropped(first.id, 'NO_POSSIBLE_DESTINATION')
    : finish({ kind: 'outside', id: outside.id, header, link });
}

/** An external sender: by Direct Connect or VPN if one leads to the destination, else over the internet. */
export function fromOutside(world: World, flight: Flight): Next {
  const { source, destination } = flight.header;
  const lines = world.network.siteLinks
    .filter(({ remotes }) => remotes.some(({ prefixes }) => prefixes.some((prefix) => contains(prefix, source))))
    .sort((a, b) => rankOf(a) - rankOf(b));
  for (const link of lines) {
    const known =
      link.vpc !== undefined
        ? inVpc(link.vpc, destination)
        : attachmentsOf(world, link).some(({ gateway, by }) => isAnnounced(gateway, by, flight));
    if (known) return overLine(world, link, flight);
  }
  return acrossInternet(world, flight);
}

/** From the other end of a line into AWS. */
export function overLine(world: World, link: SiteLink, flight: Flight): Next {
  const { vpc } = link;
  if (vpc !== undefined) {
    // 13.24: private addresses of interfaces only.
    return privateOwner(world, vpc, flight.header.destination) === undefined
      ? dropped(link.id, 'VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS')
      : deliverLocally(world, vpc, undefined, flight);
  }
  const [attached] = attachmentsOf(world, link);
  return attached === undefined
    ? dropped(link.id, 'NO_POSSIBLE_DESTINATION')
    : go({ kind: 'transit', ...attached, az: undefined }, flight);
}

function attachmentsOf(
  { network }: World,
  link: SiteLink,
): readonly { readonly gateway: TransitGateway; readonly by: TransitAttachment }[] {
  return network.transitGateways.flatMap((gateway) => {
    const by = gateway.attachments.find(({ resource }) => resource === link.id);
    return by === undefined ? [] : [{ gateway, by }];
  });
}

/** Nobody sends what he has an internet line of his own for round by AWS: a default route is no reason to take the line. */
function isAnnounced({ routeTables }: TransitGateway, { association }: TransitAttachment, { header }: Flight): boolean {
  const routes = routeTables.find(({ id }) => id === association)?.routes ?? [];
  return routes.some(
    ({ destination, target }) =>
      destination.length > 0 && target.kind === 'attachment' && contains(destination, header.destination),
  );
}

function rankOf({ kind }: SiteLink): number {
  return kind === 'direct-connect' ? 0 : 1;
}
