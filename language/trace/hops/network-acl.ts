// Network ACLs: stateless, evaluated in order of rule numbers, only where a packet enters or leaves a subnet.
// Source: Amazon VPC User Guide, "Control subnet traffic with network access control lists" and "Custom network ACLs".
import { spendOn } from '#language/network/budget.ts';
import type { AclEntry, NetworkAcl } from '#language/network/filters.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { ALL_PORTS, hasPorts, type Packet, type PortRange } from '#language/network/traffic.ts';
import type { Answer } from '#language/network/unknown.ts';
import { type Ruling, ruling, sharesOf } from '#language/packets/acl-ruling.ts';
import { intersect, subtract, union, unionAll } from '#language/packets/intervals.ts';
import { matchesProtocol, portsOf, split } from '#language/packets/match.ts';
import { type Outcome, outcomeFor, outcomeForPorts, type Passing, sameOutcome } from '#language/packets/passing.ts';
import { ALL_TRAFFIC, allOf, possibleTraffic, type TrafficSet, trafficSetOf, WITH_PORTS } from '#language/packets/traffic-set.ts';
import type { Compared } from '#language/trace/decision/base.ts';
import type { NetworkAclDecision } from '#language/trace/decision/filter-decision.ts';
import type { Journal } from '#language/trace/journal.ts';

type Direction = AclEntry['direction'];

/** Evaluates the network ACL of the subnet that the packet enters (`inbound`) or leaves (`outbound`). */
export function filterByAcl(journal: Journal, subnet: Subnet, direction: Direction, packet: Packet): void {
  // The default network ACL allows everything, so its entries are read only for the words.
  if (subnet.networkAcl.isDefault) {
    journal.pass('filter', subnet, packet, () =>
      allowance(subnet.networkAcl, direction, packet, ruling(entriesFor(journal, subnet.networkAcl, direction, packet), packet)),
    );
    return;
  }
  const acl = subnet.networkAcl;
  if (!journal.lookup.isComplete) {
    filterUncertain(journal, subnet, direction, packet);
    return;
  }
  const matching = entriesFor(journal, acl, direction, packet);
  const left = packet.destinationPort && journal.portsLeft(packet.destinationPort).possible;
  const simple = firstMatch(matching, packet);
  const { allowed, denied } = simple === undefined ? ruling(matching, packet, left) : decidedBy(simple);
  const passes = allowed.length > 0;
  narrowClass(journal, matching, packet, passes);
  const decide = (): Ruling => ruling(matching, packet, left);
  if (!passes) journal.block('filter', subnet, packet, 'SUBNET_ACL_RESTRICTION', () => refusal(acl, direction, packet, decide()));
  else if (isInUse(packet, denied)) {
    journal.blockSomePorts(subnet, packet, 'SUBNET_ACL_RESTRICTION', () => refusal(acl, direction, packet, decide()));
  } else journal.pass('filter', subnet, packet, () => allowance(acl, direction, packet, decide()));
  if (packet.destinationPort !== undefined && denied.length > 0)
    journal.keepPorts(packet.destinationPort, { certain: allowed, possible: allowed });
}

/** The same where the text does not know all of the network. An entry may match, or may not. */
function filterUncertain(journal: Journal, subnet: Subnet, direction: Direction, packet: Packet): void {
  const acl = subnet.networkAcl;
  const other = direction === 'inbound' ? packet.source : packet.destination;
  const entries = acl.entries.flatMap((entry) => {
    const peer = entry.direction === direction && journal.mayBeIn(entry, other);
    return peer === false ? [] : [{ entry, peer }];
  });
  const passing = passingBy(entries);
  const port = packet.destinationPort;
  const isOpen = port !== undefined && port.range.from < port.range.to;
  const { outcome, left } = isOpen
    ? outcomeForPorts(passing, packet, journal.portsLeft(port))
    : { outcome: outcomeFor(passing, packet) };
  if (port !== undefined && left !== undefined && outcome !== 'deny') journal.keepPorts(port, left);
  narrowUncertain(journal, packet, passing, outcome);
  const known = entries.map(({ entry }) => entry);
  const decide = (): Ruling => ruling(known, packet);
  if (outcome === 'pass') journal.pass('filter', subnet, packet, () => allowance(acl, direction, packet, decide()));
  else if (outcome === 'unknown') {
    journal.doubtful('filter', subnet, packet, () => uncertainty(acl, direction, packet, entries));
  } else if (outcome === 'deny') {
    journal.block('filter', subnet, packet, 'SUBNET_ACL_RESTRICTION', () => refusal(acl, direction, packet, decide()));
  } else journal.blockSomePorts(subnet, packet, 'SUBNET_ACL_RESTRICTION', () => refusal(acl, direction, packet, decide()));
}

interface Matching {
  readonly entry: AclEntry;
  /** Whether it matches the other end. */
  readonly peer: Exclude<Answer, false>;
}

/** The first entry that matches decides. After one that may match, either it or a later one does. */
function passingBy(entries: readonly Matching[]): Passing {
  let left = ALL_TRAFFIC;
  let allowed: TrafficSet = [];
  let denied: TrafficSet = [];
  for (const { entry, peer } of entries) {
    const own = intersect(left, trafficSetOf(possibleTraffic(entry.traffic)));
    if (entry.action === 'allow') allowed = union(allowed, own);
    else denied = union(denied, own);
    if (peer === true) left = subtract(left, trafficSetOf(entry.traffic));
  }
  return { certain: subtract(allowed, union(denied, left)), possible: allowed };
}

function narrowUncertain(journal: Journal, packet: Packet, passing: Passing, outcome: Outcome): void {
  if (journal.direction === 'forward') {
    journal.asksTraffic(packet, passing.certain);
    journal.asksTraffic(packet, passing.possible);
  } else
    journal.packetClass?.narrowAnswer(
      true,
      sameOutcome(passing, outcome),
      hasPorts(packet.protocol) ? allOf(packet.protocol) : [],
    );
}

/** The entry that may match, and for which that makes a difference. */
function uncertainty(acl: NetworkAcl, direction: Direction, packet: Packet, entries: readonly Matching[]): NetworkAclDecision {
  const doubtful = entries.find(
    ({ entry, peer }) =>
      (peer !== true || entry.traffic.unknown !== undefined) && matchesProtocol(entry.traffic, packet) && maySpeak(entry, packet),
  );
  const { entry, peer } = doubtful ?? {};
  const { reason } = (typeof peer === 'object' ? peer : entry?.traffic.unknown) ?? {};
  return {
    kind: 'network-acl',
    acl,
    direction,
    result: 'unknown',
    ...(entry && { entry }),
    ...(reason !== undefined && { why: reason }),
    ...comparedBy(direction, packet),
    deniedPorts: [],
    intermittent: false,
    decidedBy: entry?.id ?? acl.id,
  };
}

function maySpeak({ traffic }: AclEntry, { destinationPort }: Packet): boolean {
  const { from, to } = destinationPort?.range ?? ALL_PORTS;
  return portsOf(possibleTraffic(traffic)).some((ports) => ports.from <= to && from <= ports.to);
}

/** The ruling of an entry that decides for all ports. */
function decidedBy({ action }: AclEntry): Ruling {
  return action === 'allow' ? { allowed: [ALL_PORTS], denied: [] } : { allowed: [], denied: [{ ports: [ALL_PORTS] }] };
}

/** Whether some of the denied ports are among those that are usually in use. */
function isInUse(packet: Packet, denied: Ruling['denied']): boolean {
  return denied.some(({ ports }) => split(ports, [usualOf(packet)]).inside.length > 0);
}

/** Between a load balancer's node and a target in its subnet: AWS does not document network ACLs there, so the trace says what is assumed. */
export function noteSkipped(journal: Journal, subnet: Subnet, packet: Packet): void {
  if (subnet.networkAcl.isDefault) return;
  journal.pass('forward', subnet, packet, () => ({
    kind: 'network-acl-skipped',
    acl: subnet.networkAcl,
    subnet,
    decidedBy: subnet.networkAcl.id,
    assumed: true,
  }));
}

/** The entries that match the packet's other end, in order. */
function entriesFor(journal: Journal, { entries }: NetworkAcl, direction: Direction, packet: Packet): readonly AclEntry[] {
  const other = direction === 'inbound' ? packet.source : packet.destination;
  spendOn(4 * entries.length);
  return entries.filter((entry) => entry.direction === direction && journal.isIn(entry.prefixes, other));
}

/** The entry that decides for all ports that the packet may have, if one does: the fast path. */
function firstMatch(entries: readonly AclEntry[], packet: Packet): AclEntry | undefined {
  const { from, to } = packet.destinationPort?.range ?? ALL_PORTS;
  for (const entry of entries) {
    if (!matchesProtocol(entry.traffic, packet)) continue;
    if (packet.destinationPort === undefined) return entry;
    const ports = portsOf(entry.traffic);
    if (ports.some((range) => range.from <= from && to <= range.to)) return entry;
    if (ports.some((range) => range.from <= to && from <= range.to)) return undefined;
  }
  return undefined;
}

function usualOf({ destinationPort }: Packet): PortRange {
  return destinationPort?.usual ?? destinationPort?.range ?? ALL_PORTS;
}

/** Narrows the packet class: by the destination port on the forward path, by the client's port on the return path. */
function narrowClass(journal: Journal, entries: readonly AclEntry[], packet: Packet, passes: boolean): void {
  const { packetClass } = journal;
  if (packetClass === undefined) return;
  const passing = passingSet(entries);
  if (journal.direction === 'forward') journal.asksTraffic(packet, passing);
  else packetClass.narrowAnswer(passes, passing, samePorts(journal, entries, packet, passes));
}

function passingSet(entries: readonly AclEntry[]): TrafficSet {
  const { shares } = sharesOf(entries, ALL_TRAFFIC);
  return unionAll(shares.filter(({ entry }) => entry.action === 'allow').map(({ traffic }) => traffic));
}

/** TCP and UDP, if replies over both have the same result; else the packet's own protocol. */
function samePorts(journal: Journal, entries: readonly AclEntry[], packet: Packet, passes: boolean): TrafficSet {
  if (!hasPorts(packet.protocol)) return [];
  const other = ruling(entries, { ...packet, protocol: packet.protocol === 'tcp' ? 'udp' : 'tcp' });
  const clear = other.allowed.length === 0 || other.denied.length === 0;
  return clear && !journal.intermittent && other.allowed.length > 0 === passes ? WITH_PORTS : allOf(packet.protocol);
}

function allowance(acl: NetworkAcl, direction: Direction, packet: Packet, { allowedBy }: Ruling): NetworkAclDecision {
  return {
    kind: 'network-acl',
    acl,
    direction,
    result: 'allow',
    ...(allowedBy && { entry: allowedBy }),
    ...comparedBy(direction, packet),
    deniedPorts: [],
    intermittent: false,
    ...(allowedBy === undefined || allowedBy.isDefault ? {} : { decidedBy: allowedBy.id }),
  };
}

function refusal(acl: NetworkAcl, direction: Direction, packet: Packet, { allowed, denied }: Ruling): NetworkAclDecision {
  const entry = denied[0]?.entry;
  return {
    kind: 'network-acl',
    acl,
    direction,
    result: 'deny',
    ...(entry && { entry }),
    ...comparedBy(direction, packet),
    deniedPorts: packet.destinationPort === undefined ? [] : denied.flatMap(({ ports }) => ports),
    intermittent: allowed.length > 0,
    decidedBy: entry?.id ?? acl.id,
  };
}

function comparedBy(direction: Direction, { source, destination, protocol, destinationPort, icmpType }: Packet): Compared {
  return { peer: direction === 'inbound' ? source : destination, protocol, port: destinationPort, icmpType };
}
