// A dropped packet → the suggested fix: the smallest changes that let it pass, verified on the changed network, and what else they allow.
import { type Address, contains, formatPrefix, hostPrefix, type Prefix } from '#language/network/address.ts';
import { attachmentOf, farSide } from '#language/network/connectors.ts';
import type { AclEntry, NetworkAcl, Peer } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { hasName, type RouteTable, type RouteTargetKind } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { hasPorts, type Packet, type Traffic } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { NetworkAclDecision, SecurityGroupDecision } from '#language/trace/decision/filter-decision.ts';
import { lookupIn } from '#language/trace/lookup.ts';
import type { Query } from '#language/trace/query.ts';
import type { Hop, Trace } from '#language/trace/result.ts';
import { trace } from '#language/trace/trace.ts';
import { type Change, changed } from './change.ts';
import { type Difference, difference } from './difference.ts';

/** Changes that together let the packet pass. */
export interface SuggestedFix {
  readonly changes: readonly Change[];
  /** The network after the changes. */
  readonly network: Network;
  /** The trace on the changed network; its verdict is `delivered`. */
  readonly after: Trace;
  /** Everything that the changes allow, the connection itself included. */
  readonly opens: readonly Difference[];
}

/** The maximum number of changes in a fix. A path has few filters, so a fix with more changes is not a small one. */
const MOST_CHANGES = 16;

/**
 * The smallest changes, one blocker after the other: the exact port, a security group before an address, the ports to which the reply
 * may go. `undefined`: nothing blocks the packet, or no small change helps. `query` must refer to interfaces of `network`, so that they are
 * found again in the changed one.
 */
export function suggestFix(network: Network, query: Query): SuggestedFix | undefined {
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

/** The same query for the changed network, whose interfaces are new objects. */
function moved(network: Network, query: Query): Query {
  const at = <T extends Query['from']>(end: T): T => {
    const iface = network.interfaces.find(({ id }) => id === end.interface?.id);
    return iface === undefined ? end : { ...end, interface: iface };
  };
  return { ...query, from: at(query.from), to: at(query.to) };
}

/** For the first blocker that a small change removes. What blocks behind a load balancer belongs to the connections there. */
function firstChange(network: Network, { forward, return: back, nextConnections }: Trace): Change | undefined {
  for (const hop of [...forward, ...back].filter(({ allowed }) => !allowed)) {
    const change = changeFor(network, hop);
    if (change !== undefined) return change;
  }
  for (const behind of nextConnections) {
    const change = behind.verdict === 'dropped' ? firstChange(network, behind) : undefined;
    if (change !== undefined) return change;
  }
  return undefined;
}

function changeFor(network: Network, { at, packet, decision }: Hop): Change | undefined {
  if (decision.kind === 'security-group') return openGroup(network, decision, packet);
  if (decision.kind === 'network-acl') return openAcl(network, decision, packet);
  if (decision.kind === 'no-route') return addRoute(network, at, decision.table, packet);
  if (decision.kind === 'source-dest-check') return { kind: 'pass-on', resource: decision.resource };
  return decision.kind === 'internet-gateway' && decision.result === 'no-public-address'
    ? routeThroughNat(network, packet)
    : undefined;
}

function openGroup(
  network: Network,
  { groups, direction, result, peer }: SecurityGroupDecision,
  packet: Packet,
): Change | undefined {
  const group = groups.find(({ isDefault }) => !isDefault) ?? groups[0];
  if (group === undefined) return undefined;
  return {
    kind: 'add-rule',
    group: group.id,
    direction,
    traffic: exactTraffic(packet),
    peer: peerAt(network, group.vpc, peer, result !== 'reference-not-preserved'),
  };
}

/** A security group of the peer in this VPC; else its address, or the block of the host or network that the text names. */
function peerAt(network: Network, vpc: Vpc, address: Address, byGroup: boolean): Peer {
  const groups = lookupIn(network).privateOwner(vpc, address)?.interface.securityGroups ?? [];
  const named = groups.find(({ isDefault }) => !isDefault);
  if (byGroup && named !== undefined) return { kind: 'group', group: named.id, text: named.name };
  return peerOf(prefixAround(network, address), network, address);
}

function peerOf(prefix: Prefix, network: Network, address: Address): Peer {
  const outside = lookupIn(network).outside(address);
  return outside?.prefixes.includes(prefix) === true
    ? { kind: 'prefixes', prefixes: [prefix], text: outside.name, resource: outside.id }
    : { kind: 'prefixes', prefixes: [prefix], text: formatPrefix(prefix) };
}

/** The block of the host or network outside that the text names; the address alone for resources inside. */
function prefixAround(network: Network, address: Address): Prefix {
  const { publicOwner, outside } = lookupIn(network);
  const isInside =
    publicOwner(address) !== undefined ||
    network.vpcs.some(({ prefixes }) => prefixes.some((prefix) => contains(prefix, address)));
  const named = isInside ? undefined : outside(address)?.prefixes.find((prefix) => contains(prefix, address));
  return named ?? hostPrefix(address);
}

function openAcl(network: Network, { acl, direction, peer }: NetworkAclDecision, packet: Packet): Change | undefined {
  const number = numberBefore(acl, direction, peer);
  if (number === undefined) return undefined;
  const prefix = prefixAround(network, peer);
  return { kind: 'add-entry', acl: acl.id, direction, number, traffic: exactTraffic(packet), prefix };
}

const STEP = 10;
const LAST_NUMBER = 32_766;

/** A free number before the first entry that denies the peer something; after all others if none does. */
function numberBefore({ entries }: NetworkAcl, direction: AclEntry['direction'], peer: Address): number | undefined {
  const own = entries.filter((entry) => entry.direction === direction);
  const used = new Set(own.map(({ number }) => number));
  const denying = own.find(({ action, prefixes }) => action === 'deny' && prefixes.some((prefix) => contains(prefix, peer)));
  if (denying === undefined) {
    const next = Math.floor(Math.max(0, ...used) / STEP) * STEP + STEP;
    return next <= LAST_NUMBER ? next : undefined;
  }
  for (let number = denying.number - 1; number >= 1; number -= 1) if (!used.has(number)) return number;
  return undefined;
}

/** The packet's own protocol and port; for a reply, all ports to which it may go. */
function exactTraffic({ protocol, destinationPort, icmpType }: Packet): Traffic {
  if (hasPorts(protocol) && destinationPort !== undefined) return { protocol, ports: [destinationPort.range] };
  return { protocol, ports: [], ...(icmpType !== undefined && { icmpType }) };
}

function addRoute(network: Network, at: EntityId, table: RouteTable, { destination }: Packet): Change | undefined {
  const subnet = network.byId.get(at);
  if (subnet?.kind !== 'subnet') return undefined;
  const target = targetTowards(network, subnet, destination);
  return target && { kind: 'add-route', table: table.id, place: placeOf(network, subnet), ...target };
}

/** A table with a name has its own block in the text; the routes of other tables are lines of their subnet. */
function placeOf(network: Network, { id, routeTable }: Subnet): EntityId {
  return network.byId.has(routeTable.id) && hasName(routeTable) ? routeTable.id : id;
}

/** A route without its table. */
interface NewRoute {
  readonly destination: Prefix;
  readonly target: { readonly kind: RouteTargetKind; readonly id: EntityId };
}

/** A target that exists and leads there: a peering, a transit gateway, a NAT gateway (one in the same AZ first), an internet gateway. */
function targetTowards(network: Network, subnet: Subnet, destination: Address): NewRoute | undefined {
  const { vpc } = subnet;
  const far = network.vpcs.flatMap((other) =>
    other === vpc ? [] : other.prefixes.filter((prefix) => contains(prefix, destination)).map((prefix) => ({ other, prefix })),
  )[0];
  if (far !== undefined) {
    const peering = network.peerings.find((one) => farSide(one, vpc) === far.other);
    if (peering !== undefined) return { destination: far.prefix, target: { kind: 'peering', id: peering.id } };
    const gateway = network.transitGateways.find((one) => attachmentOf(one, vpc.id) !== undefined);
    return gateway && { destination: far.prefix, target: { kind: 'transit-gateway', id: gateway.id } };
  }
  return natFor(network, subnet, destination) ?? gatewayFor(network, subnet, destination);
}

function natFor(network: Network, subnet: Subnet, address: Address): NewRoute | undefined {
  if (address.family !== 4) return undefined;
  const destination = prefixAround(network, address);
  const nats = network.natGateways.filter(
    (nat) => nat.vpc === subnet.vpc && nat.interface.subnet !== subnet && nat.connectivity === 'public',
  );
  const nat = nats.find(({ interface: { subnet: own } }) => own.az === subnet.az) ?? nats[0];
  if (nat !== undefined) return { destination, target: { kind: 'nat', id: nat.id } };
  const regional = network.regionalNats.find(({ vpc }) => vpc === subnet.vpc);
  return regional && { destination, target: { kind: 'regional-nat', id: regional.id } };
}

function gatewayFor(network: Network, { vpc }: Subnet, address: Address): NewRoute | undefined {
  const gateway = lookupIn(network).gateway(vpc, 'igw');
  return gateway && { destination: prefixAround(network, address), target: { kind: 'igw', id: gateway.id } };
}

/** A sender without a public address uses a NAT gateway, if the VPC has one: by a route to the destination alone. */
function routeThroughNat(network: Network, packet: Packet): Change | undefined {
  const sender = network.interfaces.find(({ addresses }) =>
    addresses.some(({ private: own }) => own.bits === packet.source.bits && own.family === packet.source.family),
  );
  const route = sender && natFor(network, sender.subnet, packet.destination);
  if (sender === undefined || route === undefined) return undefined;
  return {
    kind: 'add-route',
    table: sender.subnet.routeTable.id,
    place: placeOf(network, sender.subnet),
    ...route,
    destination: hostPrefix(packet.destination),
  };
}
