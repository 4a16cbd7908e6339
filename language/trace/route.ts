// Route tables: the longest prefix wins, and nothing shorter takes over if its target is broken.
// Source: Amazon VPC User Guide, "How route priority works".
import { type Address, contains, formatAddress, formatPrefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface, InternetGateway, Network, Route, RouteTable, Subnet } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Journal } from './journal.ts';
import { LOST, move, type Outcome } from './location.ts';

/** The route in force for an address: the longest matching one, of two equal ones the first. */
export function bestRoute(table: RouteTable, address: Address): Route | undefined {
  let best: Route | undefined;
  for (const route of table.routes) {
    if (contains(route.destination, address) && (best === undefined || route.destination.length > best.destination.length))
      best = route;
  }
  return best;
}

/** A route as the language writes it. */
function routeText({ destination, target }: Route): string {
  const to = target.kind === 'local' ? 'local' : target.kind === 'missing' ? target.text : target.id;
  return `route ${formatPrefix(destination)} -> ${to}`;
}

/** The subnet's router: where to, from here? */
export function routePacket(journal: Journal, subnet: Subnet, packet: Packet): Outcome {
  const place = { id: subnet.id, kind: subnet.kind };
  const route = bestRoute(subnet.routeTable, packet.destination);
  const destination = formatAddress(packet.destination);
  if (route === undefined) {
    const reason = `The route table of ${subnet.name} has no route to ${destination}.`;
    journal.block('drop', place, packet, 'NO_ROUTE_TO_DESTINATION', {
      by: `route table of ${subnet.name}`,
      reason,
      decidedBy: subnet.id,
    });
    return LOST;
  }
  const by = routeText(route);
  const written = route.target.kind === 'local' ? {} : { decidedBy: route.id };
  journal.pass('route', place, packet, {
    by,
    reason: `${formatPrefix(route.destination)} is the longest prefix that holds ${destination}.`,
    ...written,
  });
  return route.target.kind === 'local' ? deliverLocally(journal, subnet, packet) : follow(journal, subnet, route, packet);
}

/** Inside the VPC somebody owns the address, or the packet is lost: no default route takes over. */
function deliverLocally(journal: Journal, subnet: Subnet, packet: Packet): Outcome {
  const owned = journal.lookup.privateOwner(subnet.vpc, packet.destination);
  if (owned !== undefined)
    return move(packet, { kind: 'arriving', interface: owned.interface, crossing: owned.interface.subnet !== subnet });
  const reason = `Nothing in ${subnet.vpc.name} has the address ${formatAddress(packet.destination)}.`;
  journal.block('drop', { id: subnet.vpc.id, kind: 'vpc' }, packet, 'NO_POSSIBLE_DESTINATION', { by: 'local route', reason });
  return LOST;
}

function follow(journal: Journal, subnet: Subnet, route: Route, packet: Packet): Outcome {
  const { target } = route;
  const place = { id: subnet.id, kind: subnet.kind };
  const by = routeText(route);
  const gateway =
    target.kind === 'igw' || target.kind === 'egress-igw' ? gatewayOf(journal.network, subnet, target.id) : undefined;
  if (gateway !== undefined) return move(packet, { kind: 'gateway-out', gateway });
  const hop = target.kind === 'nat' || target.kind === 'nat-instance' ? interfaceOf(journal.network, target.id) : undefined;
  if (hop === undefined || hop.subnet.vpc !== subnet.vpc) {
    const reason =
      'The target of this route is not there or belongs to another VPC: what it matches is dropped, no shorter route takes over.';
    journal.block('drop', place, packet, 'BAD_STATE_ROUTE', { by, reason, decidedBy: route.id, assumed: true });
    return LOST;
  }
  if (hop.subnet === subnet) {
    const reason =
      'The gateway stands in the subnet that it should serve, so its own packets come back to it: give it a subnet of its own.';
    journal.block('drop', place, packet, 'ROUTING_LOOP', { by, reason, decidedBy: route.id });
    return LOST;
  }
  return move(packet, { kind: 'arriving', interface: hop, crossing: true });
}

function gatewayOf(network: Network, subnet: Subnet, id: EntityId): InternetGateway | undefined {
  const thing = network.byId.get(id);
  return (thing?.kind === 'igw' || thing?.kind === 'egress-igw') && thing.vpc === subnet.vpc ? thing : undefined;
}

function interfaceOf(network: Network, id: EntityId): Interface | undefined {
  const thing = network.byId.get(id);
  if (thing?.kind === 'nat') return thing.interface;
  return thing?.kind === 'nat-instance' ? thing.interfaces[0] : undefined;
}
