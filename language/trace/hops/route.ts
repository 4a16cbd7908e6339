// Route tables: the longest prefix wins, even if its target is broken.
// Source: Amazon VPC User Guide, "How route priority works".
import { formatPrefix } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import { resourceIs } from '#language/network/kinds.ts';
import { isLinked, type Route } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Journal } from '#language/trace/journal.ts';
import { LOST, move, type Outcome, type Router, unknownEnd } from '#language/trace/location.ts';
import { passPeering, returnToSender } from './peering.ts';
import { followedRoute, unknownOwner } from './route-lookup.ts';
import { leaveBySiteLink } from './site-link.ts';
import { enterTransitGateway } from './transit-gateway.ts';
import { passEndpoint } from './vpc-endpoint.ts';

/** The router of a subnet. */
export function routerOf(subnet: Subnet): Router {
  return { place: subnet, vpc: subnet.vpc, table: subnet.routeTable, subnet };
}

/** Looks up the route and follows it. */
export function routePacket(journal: Journal, router: Router, packet: Packet): Outcome {
  const back = returnToSender(journal, router, packet);
  if (back !== undefined) return back;
  const { route, uncertain } = followedRoute(journal, router.place.id, router.table, packet.destination);
  if (route === undefined) {
    journal.block('drop', router.place, packet, 'NO_ROUTE_TO_DESTINATION', () => ({
      kind: 'no-route',
      table: router.table,
      at: router.place.id,
      destination: packet.destination,
      decidedBy: router.place.id,
    }));
    return LOST;
  }
  journal.pass('route', router.place, packet, () => ({
    kind: 'route',
    table: router.table,
    route,
    destination: packet.destination,
    ...(route.target.kind !== 'local' && { decidedBy: route.id }),
    ...(uncertain && { uncertain }),
  }));
  if (route.target.kind === 'unknown')
    return unknownEnd({
      statement: `The target of route ${formatPrefix(route.destination)} is unknown`,
      unknown: route.target.unknown,
    });
  return route.target.kind === 'local' ? deliverLocally(journal, router, packet) : follow(journal, router, route, packet);
}

/** A local route: an interface in the VPC has the address, or the packet is dropped. */
function deliverLocally(journal: Journal, { vpc, subnet }: Router, packet: Packet): Outcome {
  const owned = journal.ownerIn(vpc, packet.destination);
  if (owned !== undefined)
    return move(packet, { kind: 'arriving', interface: owned.interface, crossing: owned.interface.subnet !== subnet });
  const owner = unknownOwner(journal, vpc, packet.destination);
  if (owner !== undefined) return owner;
  journal.block('drop', vpc, packet, 'NO_POSSIBLE_DESTINATION', () => ({
    kind: 'local-route',
    vpc,
    destination: packet.destination,
  }));
  return LOST;
}

function follow(journal: Journal, router: Router, route: Route, packet: Packet): Outcome {
  const resource = isLinked(route.target) ? journal.network.byId.get(route.target.id) : undefined;
  if (resource === undefined || !resourceIs(resource, 'routeTarget')) return deadEnd(journal, router, route, packet);
  switch (resource.kind) {
    case 'igw':
    case 'egress-igw':
      return resource.vpc === router.vpc
        ? move(packet, { kind: 'gateway-out', gateway: resource })
        : deadEnd(journal, router, route, packet);
    case 'regional-nat':
      return resource.vpc === router.vpc
        ? move(packet, { kind: 'regional-nat', nat: resource, from: router })
        : deadEnd(journal, router, route, packet);
    case 'peering':
      return passPeering(journal, router, resource, packet) ?? deadEnd(journal, router, route, packet);
    case 'transit-gateway':
      return enterTransitGateway(journal, router, resource, packet) ?? deadEnd(journal, router, route, packet);
    case 'vpn':
    case 'direct-connect':
      return resource.vpc === router.vpc ? leaveBySiteLink(journal, router.vpc, packet) : deadEnd(journal, router, route, packet);
    case 'endpoint':
      return resource.vpc === router.vpc
        ? passEndpoint(journal, router, resource, packet)
        : deadEnd(journal, router, route, packet);
    case 'nat':
      return throughNat(journal, router, route, resource.interface, packet);
    case 'nat-instance':
      return throughNat(journal, router, route, resource.interfaces[0], packet);
    case 'instance':
    case 'node':
      return throughInterface(journal, router, route, resource.interfaces[0], packet);
  }
}

/** To a NAT gateway or a NAT instance, which serve other subnets than their own. */
function throughNat(journal: Journal, router: Router, route: Route, hop: Interface | undefined, packet: Packet): Outcome {
  if (hop?.subnet !== router.subnet) return throughInterface(journal, router, route, hop, packet);
  journal.block('drop', router.place, packet, 'ROUTING_LOOP', () => ({
    kind: 'broken-route',
    route,
    result: 'own-subnet',
    decidedBy: route.id,
  }));
  return LOST;
}

/** To an interface in this VPC, of a resource that forwards packets. */
function throughInterface(journal: Journal, router: Router, route: Route, hop: Interface | undefined, packet: Packet): Outcome {
  if (hop === undefined || hop.subnet.vpc !== router.vpc) return deadEnd(journal, router, route, packet);
  return move(packet, { kind: 'arriving', interface: hop, crossing: hop.subnet !== router.subnet });
}

function deadEnd(journal: Journal, { place }: Router, route: Route, packet: Packet): Outcome {
  journal.block('drop', place, packet, 'BAD_STATE_ROUTE', () => ({
    kind: 'broken-route',
    route,
    result: route.target.kind === 'blackhole' ? 'blackhole' : 'no-target',
    decidedBy: route.id,
    assumed: true,
  }));
  return LOST;
}
