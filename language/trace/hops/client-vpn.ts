// Client VPN endpoints: which packets of their clients they send into the VPC, and that nobody opens connections to clients.
// Source: AWS Client VPN Administrator Guide, "AWS Client VPN authorization rules", "AWS Client VPN routes", "Troubleshooting AWS Client VPN", "Rules and
// best practices for using AWS Client VPN".
import { samePrefix } from '#language/network/address.ts';
import type { ClientVpn } from '#language/network/client-vpn.ts';
import type { Interface } from '#language/network/interface.ts';
import { UNROUTED_PREFIXES } from '#language/network/known-addresses.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, type Outcome } from '#language/trace/location.ts';
import { bestRouteOf } from './route-lookup.ts';
import { isTracked } from './security-group.ts';

/**
 * A packet of a client, which leaves with the address of the interface: authorization rules and the routes of the endpoint decide. The result
 * if it does not leave; `undefined`: it goes on at the interface.
 */
export function sendForClient(journal: Journal, vpn: ClientVpn, iface: Interface, packet: Packet): Outcome | undefined {
  if (journal.direction === 'return') return undefined;
  const route = routeFrom(journal, vpn, iface, packet);
  // The internet carries no packets to private addresses.
  if (!route && vpn.splitTunnel && !journal.isIn(UNROUTED_PREFIXES, packet.destination))
    return end({ kind: 'unknown', reason: besideTunnel(vpn, iface) });
  authorize(journal, vpn, packet);
  if (!route)
    journal.block('drop', vpn, packet, 'NO_ROUTE_TO_DESTINATION', () => ({
      kind: 'client-vpn',
      vpn,
      result: 'no-route',
      subnet: iface.subnet.id,
      destination: packet.destination,
      decidedBy: vpn.id,
    }));
  if (!route) return LOST;
  journal.pass('translate', vpn, packet, () => ({
    kind: 'client-vpn',
    vpn,
    result: 'translated',
    source: packet.source,
    decidedBy: vpn.id,
  }));
  return undefined;
}

function besideTunnel({ name }: ClientVpn, { subnet }: Interface): string {
  return `With split-tunnel on, clients of ${name} that are connected in ${subnet.name} send this packet by their own connection to the internet.`;
}

/** AWS adds a route to the VPC for each associated subnet. A client uses the routes of the subnet in which it is connected only. */
function routeFrom(journal: Journal, { routes }: ClientVpn, { subnet }: Interface, { destination }: Packet): boolean {
  const own = routes.filter(({ subnets }) => subnets.includes(subnet.id)).map((route) => route.destination);
  return journal.isIn([...subnet.vpc.prefixes, ...own], destination);
}

/** The rules with the longest prefix decide. Without a rule for all clients, it depends on the client's groups, which the text does not know. */
function authorize(journal: Journal, vpn: ClientVpn, packet: Packet): void {
  const best = bestRouteOf(journal, { routes: vpn.authorizations }, packet.destination);
  if (best === undefined) {
    const { destination } = packet;
    journal.block('filter', vpn, packet, 'NOT_AUTHORIZED', () => ({
      kind: 'client-vpn',
      vpn,
      result: 'not-authorized',
      destination,
      decidedBy: vpn.id,
    }));
    return;
  }
  const equal = vpn.authorizations.filter(({ destination }) => samePrefix(destination, best.destination));
  const forAll = equal.find(({ group }) => group === undefined);
  if (forAll !== undefined)
    journal.pass('filter', vpn, packet, () => ({
      kind: 'client-vpn',
      vpn,
      result: 'authorized',
      rule: forAll,
      decidedBy: forAll.id,
    }));
  else
    journal.doubtful('filter', vpn, packet, () => ({
      kind: 'client-vpn',
      vpn,
      result: 'groups',
      groups: equal.flatMap(({ group }) => group ?? []),
      rule: best,
      decidedBy: best.id,
    }));
}

/** A packet at an interface of the endpoint: a reply goes to the client, anything else is dropped. */
export function enterClientVpn(journal: Journal, vpn: ClientVpn, iface: Interface, packet: Packet): Outcome {
  if (isTracked(journal, iface, packet)) return end({ kind: 'arrived', packet, interface: iface });
  journal.block('drop', vpn, packet, 'NO_POSSIBLE_DESTINATION', () => ({
    kind: 'client-vpn',
    vpn,
    result: 'takes-none',
    decidedBy: vpn.id,
  }));
  return LOST;
}
