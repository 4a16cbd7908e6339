// A dropped packet → the least that would have to change for it to pass, tried out on the changed network, and what else that would let in.
import { type Address, contains, formatPrefix, hostPrefix, type Prefix } from '#language/network/address.ts';
import type { AclEntry, Peer, SecurityGroup } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { RouteTargetKind } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { hasPorts, type Packet, type Traffic } from '#language/network/traffic.ts';
import { lookupIn } from '#language/trace/lookup.ts';
import type { Query } from '#language/trace/query.ts';
import type { Blocker, Hop, Trace } from '#language/trace/result.ts';
import { trace } from '#language/trace/trace.ts';
import { type Change, changed } from './change.ts';
import { type Difference, difference } from './difference.ts';

/** Changes that together let the packet pass. */
export interface Repair {
  readonly changes: readonly Change[];
  /** After them. */
  readonly network: Network;
  /** The trace on the changed network: delivered, or still dropped where no small change helps. */
  readonly after: Trace;
  /** What else could talk then: everything that the changes open, the repaired connection included. */
  readonly opens: readonly Difference[];
}

/** A way has few filters; whoever needs more changes than this should think again. */
const MOST_CHANGES = 16;

/**
 * The smallest changes, one blocker after the other, each the least that this packet needs: the exact port, a group by its name before an
 * address, the ports that the answer may come to. `undefined`: nothing is in the way, or nothing small would help.
 * `query` must name its ends by resources of the network, so that they are found again in the changed one.
 */
export function repair(network: Network, query: Query): Repair | undefined {
  const changes: Change[] = [];
  let current = network;
  let found = trace(current, query);
  if (found.verdict !== 'dropped') return undefined;
  while (found.verdict === 'dropped' && changes.length < MOST_CHANGES) {
    const next = firstChange(current, found);
    if (next === undefined) return undefined;
    changes.push(next);
    current = changed(current, next);
    found = trace(current, moved(current, query));
  }
  if (found.verdict !== 'delivered') return undefined;
  return { changes, network: current, after: found, opens: difference(network, current).filter(({ kind }) => kind === 'opened') };
}

/** The same question to the changed network, whose interfaces are new objects. */
function moved(network: Network, query: Query): Query {
  const at = <T extends Query['from']>(end: T): T => {
    const iface = network.interfaces.find(({ id }) => id === end.interface?.id);
    return iface === undefined ? end : { ...end, interface: iface };
  };
  return { ...query, from: at(query.from), to: at(query.to) };
}

/** For the first resource in the way that a small change removes; blockers behind a load balancer belong to its own connections. */
function firstChange(network: Network, { forward, return: back, nextConnections, blockers }: Trace): Change | undefined {
  for (const [hops, direction] of [
    [forward, 'forward'],
    [back, 'return'],
  ] as const) {
    for (const hop of hops.filter(({ allowed }) => !allowed)) {
      const blocker = blockers.find((one) => one.direction === direction && one.at === hop.at && one.reason === hop.reason);
      const change = blocker && changeFor(network, blocker, hop);
      if (change !== undefined) return change;
    }
  }
  for (const behind of nextConnections) {
    const change = behind.verdict === 'dropped' ? firstChange(network, behind) : undefined;
    if (change !== undefined) return change;
  }
  return undefined;
}

function changeFor(network: Network, { code, by }: Blocker, hop: Hop): Change | undefined {
  switch (code) {
    case 'ENI_SG_RULES_MISMATCH':
    case 'SG_HAS_NO_RULES':
    case 'SG_REFERENCES_NOT_PRESERVED':
      return openGroup(network, hop, by.endsWith('egress') ? 'egress' : 'ingress', code !== 'SG_REFERENCES_NOT_PRESERVED');
    case 'SUBNET_ACL_RESTRICTION':
      return openAcl(network, hop, by.includes(' inbound ') ? 'inbound' : 'outbound');
    case 'NO_ROUTE_TO_DESTINATION':
      return addRoute(network, hop);
    case 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS':
      return routeThroughNat(network, hop);
    case 'ENI_SOURCE_DEST_CHECK_RESTRICTION':
      return { kind: 'pass-on', resource: hop.at };
    default:
      return undefined;
  }
}

function openGroup(network: Network, { at, packet }: Hop, direction: 'ingress' | 'egress', byName: boolean): Change | undefined {
  const own = direction === 'ingress' ? packet.destination : packet.source;
  const other = direction === 'ingress' ? packet.source : packet.destination;
  const interfaces = network.interfaces.filter(({ owner }) => owner === at);
  const iface = interfaces.find(({ addresses }) => addresses.some(({ private: { bits } }) => bits === own.bits)) ?? interfaces[0];
  const groups = iface?.securityGroups ?? [];
  const group = groups.find(({ isDefault }) => !isDefault) ?? groups[0];
  if (iface === undefined || group === undefined) return undefined;
  return {
    kind: 'add-rule',
    group: group.id,
    direction,
    traffic: exactTraffic(packet),
    peer: peerAt(network, iface, other, byName),
  };
}

/** A group by its name where the other end carries one of its own in the same VPC, else the address, or the whole internet for an external host. */
function peerAt(network: Network, { subnet: { vpc } }: Interface, other: Address, byName: boolean): Peer {
  const groups = lookupIn(network).privateOwner(vpc, other)?.interface.securityGroups ?? [];
  const named = groups.find(({ isDefault }: SecurityGroup) => !isDefault);
  if (byName && named !== undefined) return { kind: 'group', group: named.id, text: named.name };
  return peerOf(prefixAround(network, other), network, other);
}

function peerOf(prefix: Prefix, network: Network, address: Address): Peer {
  const outside = lookupIn(network).outside(address);
  const name = outside?.prefixes.includes(prefix) === true ? outside.name : undefined;
  return { kind: 'prefixes', prefixes: [prefix], text: name ?? formatPrefix(prefix) };
}

/** What the text calls this place outside; one single address for resources inside. */
function prefixAround(network: Network, address: Address): Prefix {
  const { publicOwner, outside } = lookupIn(network);
  const isInside =
    publicOwner(address) !== undefined ||
    network.vpcs.some(({ prefixes }) => prefixes.some((prefix) => contains(prefix, address)));
  const named = isInside ? undefined : outside(address)?.prefixes.find((prefix) => contains(prefix, address));
  return named ?? hostPrefix(address);
}

function openAcl(network: Network, { at, packet }: Hop, direction: AclEntry['direction']): Change | undefined {
  const subnet = network.byId.get(at);
  if (subnet?.kind !== 'subnet') return undefined;
  const number = numberBefore(subnet, direction, packet);
  if (number === undefined) return undefined;
  const other = direction === 'inbound' ? packet.source : packet.destination;
  const acl = subnet.networkAcl.id;
  return { kind: 'add-entry', acl, direction, number, traffic: exactTraffic(packet), prefix: prefixAround(network, other) };
}

const STEP = 10;
const LAST_NUMBER = 32_766;

/** A free number in front of the first entry that denies some of it; behind all others if none does. */
function numberBefore({ networkAcl }: Subnet, direction: AclEntry['direction'], packet: Packet): number | undefined {
  const other = direction === 'inbound' ? packet.source : packet.destination;
  const own = networkAcl.entries.filter((entry) => entry.direction === direction);
  const used = new Set(own.map(({ number }) => number));
  const denying = own.find(({ action, prefixes }) => action === 'deny' && prefixes.some((prefix) => contains(prefix, other)));
  if (denying === undefined) {
    const next = Math.floor(Math.max(0, ...used) / STEP) * STEP + STEP;
    return next <= LAST_NUMBER ? next : undefined;
  }
  for (let number = denying.number - 1; number >= 1; number -= 1) if (!used.has(number)) return number;
  return undefined;
}

/** The packet's own protocol and port; for an answer all ports that it may come to. */
function exactTraffic({ protocol, destinationPort, icmpType }: Packet): Traffic {
  if (hasPorts(protocol) && destinationPort !== undefined) return { protocol, ports: [destinationPort.range] };
  return { protocol, ports: [], ...(icmpType !== undefined && { icmpType }) };
}

function addRoute(network: Network, { at, packet: { destination } }: Hop): Change | undefined {
  const subnet = network.byId.get(at);
  if (subnet?.kind !== 'subnet') return undefined;
  const target = targetTowards(network, subnet, destination);
  return target && { kind: 'add-route', table: subnet.routeTable.id, place: placeOf(network, subnet), ...target };
}

/** A table with a name has a block of its own in the text; the others are lines of their subnet. */
function placeOf(network: Network, { id, routeTable }: Subnet): EntityId {
  return network.byId.has(routeTable.id) && routeTable.id.includes('#') === false ? routeTable.id : id;
}

interface Way {
  readonly destination: Prefix;
  readonly target: { readonly kind: RouteTargetKind; readonly id: EntityId };
}

/** What is there already and leads the right way: a peering, a transit gateway, a NAT of the same zone first. */
function targetTowards(network: Network, subnet: Subnet, destination: Address): Way | undefined {
  const { vpc } = subnet;
  const far = network.vpcs.flatMap((other) =>
    other === vpc ? [] : other.prefixes.filter((prefix) => contains(prefix, destination)).map((prefix) => ({ other, prefix })),
  )[0];
  if (far !== undefined) {
    const peering = network.peerings.find(({ vpcs }) => vpcs.includes(vpc) && vpcs.includes(far.other));
    if (peering !== undefined) return { destination: far.prefix, target: { kind: 'peering', id: peering.id } };
    const gateway = network.transitGateways.find(({ attachments }) => attachments.some(({ resource }) => resource === vpc.id));
    return gateway && { destination: far.prefix, target: { kind: 'transit-gateway', id: gateway.id } };
  }
  return natFor(network, subnet, destination) ?? gatewayFor(network, subnet, destination);
}

function natFor(network: Network, subnet: Subnet, address: Address): Way | undefined {
  if (address.family !== 4) return undefined;
  const destination = prefixAround(network, address);
  const nats = network.natGateways.filter(
    (nat) => nat.vpc === subnet.vpc && nat.interface.subnet !== subnet && nat.connectivity === 'public',
  );
  const nat = nats.find(({ interface: { subnet: own } }) => own.zone === subnet.zone) ?? nats[0];
  if (nat !== undefined) return { destination, target: { kind: 'nat', id: nat.id } };
  const regional = network.regionalNats.find(({ vpc }) => vpc === subnet.vpc);
  return regional && { destination, target: { kind: 'regional-nat', id: regional.id } };
}

function gatewayFor(network: Network, { vpc }: Subnet, address: Address): Way | undefined {
  const gateway = lookupIn(network).gateway(vpc, 'igw');
  return gateway && { destination: prefixAround(network, address), target: { kind: 'igw', id: gateway.id } };
}

/** Somebody without a public address gets out by a NAT gateway, if the VPC has one: a route that is longer than the one in force. */
function routeThroughNat(network: Network, { packet }: Hop): Change | undefined {
  const sender = network.interfaces.find(({ addresses }) =>
    addresses.some(({ private: own }) => own.bits === packet.source.bits && own.family === packet.source.family),
  );
  const way = sender && natFor(network, sender.subnet, packet.destination);
  if (sender === undefined || way === undefined) return undefined;
  return {
    kind: 'add-route',
    table: sender.subnet.routeTable.id,
    place: placeOf(network, sender.subnet),
    ...way,
    destination: hostPrefix(packet.destination),
  };
}
