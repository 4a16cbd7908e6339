// Transit gateways (13B).
import { contains } from '#language/network/address.ts';
import type { TransitAttachment, TransitGateway, TransitRoute } from '#language/network/connectors.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { aclAllows } from './filters.ts';
import type { Flight } from './header.ts';
import { deliverLocally, lookup } from './routes.ts';
import { dropped, go, type Next, privateOwner, type World } from './world.ts';

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
  if (target.kind === 'unknown') return { kind: 'unknown', why: 'the target of the route' };
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
