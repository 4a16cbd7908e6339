// Networks behind an instance: the clients of a VPN server, the subnets of a subnet router, an overlay of pods.
// Source: Amazon VPC User Guide, "Example routing options" (a route to the interface of an appliance); EC2 User Guide, "Elastic network
// interfaces" (source/destination check). What is inside the instance is no part of the VPC: no security group and no network ACL applies.
import { type Address, covers } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { resourceIs } from '#language/network/kinds.ts';
import { UNROUTED_PREFIXES } from '#language/network/known-addresses.ts';
import type { Outside } from '#language/network/outside.ts';
import { leadsTo } from '#language/network/route-table.ts';
import type { Packet } from '#language/network/traffic.ts';
import { blocksStatement } from '#language/network/unknown.ts';
import type { Workload } from '#language/network/workload.ts';
import type { NetworkBehindDecision } from '#language/trace/decision/route-decision.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, type Location, move, type Outcome, unknownEnd } from '#language/trace/location.ts';
import { machineOf } from './pod.ts';
import { bestRouteOf } from './route-lookup.ts';
import { linesOf } from './site-link.ts';

/** The network behind an instance, or behind the node of a pod, that contains the destination of a packet of this interface. */
export function networkBehind(journal: Journal, iface: Interface, { destination }: Packet): Outside | undefined {
  const instance = machineOf(journal, iface);
  return instance && journal.lookup.networksBehind(instance.id).find(({ prefixes }) => journal.isIn(prefixes, destination));
}

/** From an instance into the network behind it. `undefined`: no network behind it contains the destination. */
export function enterNetworkBehind(journal: Journal, iface: Interface, packet: Packet): Outcome | undefined {
  const instance = machineOf(journal, iface);
  if (instance === undefined) return undefined;
  const network = networkBehind(journal, iface, packet);
  if (network === undefined) return unknownNetworkBehind(journal, instance, packet.destination);
  journal.pass('forward', instance, packet, () => decisionOf(network, instance.id, 'to-network'));
  return end({ kind: 'arrived-outside', packet, outside: network, answerFrom: { kind: 'behind', network, interface: iface } });
}

/** A network behind the instance may have addresses that the text does not know, and that nobody else has. */
function unknownNetworkBehind(journal: Journal, { id }: Workload, address: Address): Outcome | undefined {
  const partly = journal.lookup.networksBehind(id).find(({ unknown }) => unknown);
  if (partly?.unknown === undefined || !mayBeBehind(journal, address)) return undefined;
  const outside = journal.lookup.outside(address);
  if (outside !== undefined && outside.kind !== 'internet') return undefined;
  return unknownEnd({ statement: blocksStatement(partly.name), unknown: partly.unknown });
}

/** Whether the address is a private one of no VPC. */
function mayBeBehind(journal: Journal, address: Address): boolean {
  const inVpcs = journal.network.vpcs.flatMap(({ prefixes }) => prefixes);
  return journal.isIn(UNROUTED_PREFIXES, address) && !journal.isIn(inVpcs, address);
}

/** Out of the network: to the instance itself, or through one of its interfaces. The packets keep their own addresses. */
export function leaveNetworkBehind(
  journal: Journal,
  { network, interface: cameBy }: Extract<Location, { kind: 'behind' }>,
  packet: Packet,
): Outcome {
  const instance = network.behind === undefined ? undefined : journal.network.byId.get(network.behind);
  const interfaces = instance !== undefined && resourceIs(instance, 'forwards') ? instance.interfaces : [];
  const iface = cameBy ?? interfaces[0];
  if (instance === undefined || iface === undefined) {
    const gone = network.behind ?? network.id;
    journal.block('drop', network, packet, 'NO_SITE_ROUTE', () => decisionOf(network, gone, 'no-instance'));
    return LOST;
  }
  journal.pass('forward', instance, packet, () => decisionOf(network, instance.id, 'from-network'));
  const own = journal.ownerIn(iface.subnet.vpc, packet.destination)?.interface;
  if (own !== undefined && machineOf(journal, own) === instance) return move(packet, { kind: 'host', interface: own });
  journal.crossed = 'middlebox';
  return move(packet, { kind: 'leaving', interface: iface });
}

function decisionOf(network: Outside, instance: EntityId, result: NetworkBehindDecision['result']): NetworkBehindDecision {
  return { kind: 'network-behind', network, instance, result, decidedBy: network.id };
}

/** The network behind an instance in which an external end is: that network, or one that contains a host with a name of its own. */
export function networkBehindAt(journal: Journal, from: EntityId, address: Address): Outside | undefined {
  const resource = journal.network.byId.get(from);
  if (resource?.kind !== 'host' && resource?.kind !== 'network') return undefined;
  if (resource.behind !== undefined) return resource;
  return journal.network.outside.find(({ behind, prefixes }) => behind !== undefined && journal.isIn(prefixes, address));
}

/**
 * Why nobody knows where an instance forwards a packet. `undefined`: its routes lead on, or nothing behind it can be meant. If a route for
 * private addresses leads to the instance, and its own routes lead nowhere, the addresses are behind the instance, or the route is wrong:
 * the file does not say which.
 */
export function unknownBehind(
  journal: Journal,
  instance: Workload,
  iface: Interface,
  { destination }: Packet,
): string | undefined {
  const { lookup } = journal;
  if (!mayBeBehind(journal, destination) || !isLedByPrivateRoute(journal)) return undefined;
  const target = bestRouteOf(journal, iface.subnet.routeTable, destination);
  const leadsOn = target !== undefined && target.target.kind !== 'igw' && !leadsTo(target, instance.id);
  const outside = lookup.outside(destination);
  if (leadsOn || (outside !== undefined && linesOf(journal, outside.id, destination).length > 0)) return undefined;
  const declared = outside === undefined || outside.kind === 'internet' ? 'network NAME BLOCK' : `network ${outside.name} …`;
  return `${instance.name} forwards the packet, and its routes lead no further: if the network is behind ${instance.name}, write "${declared} behind ${instance.name}".`;
}

/** Whether the last route is for private addresses only, unlike a default route to a firewall. */
function isLedByPrivateRoute(journal: Journal): boolean {
  const decision = journal.lastRoute()?.decision;
  return decision?.kind === 'route' && UNROUTED_PREFIXES.some((range) => covers(range, decision.route.destination));
}

/** Why nobody knows how the packets of a private network get here: a route leads to its addresses, by an instance that forwards packets. */
export function unknownSender(journal: Journal, { name }: Outside, source: Address): string | undefined {
  const { network } = journal;
  for (const { destination, target } of network.subnets.flatMap(({ routeTable }) => routeTable.routes)) {
    const instance = 'id' in target && target.id !== undefined ? network.byId.get(target.id) : undefined;
    if (instance === undefined || !resourceIs(instance, 'forwards')) continue;
    if (!UNROUTED_PREFIXES.some((range) => covers(range, destination)) || !journal.isIn([destination], source)) continue;
    return `A route leads to ${name} by ${instance.name}, and the file does not say that it is there: if it is, write "network ${name} … behind ${instance.name}".`;
  }
  return undefined;
}
