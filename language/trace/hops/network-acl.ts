// Network ACLs: stateless, evaluated in order of rule numbers, only where a packet enters or leaves a subnet.
// Source: Amazon VPC User Guide, "Control subnet traffic with network access control lists" and "Custom network ACLs".
import type { AclEntry, NetworkAcl } from '#language/network/filters.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { ALL_PORTS, hasPorts, type Packet, type PortRange } from '#language/network/traffic.ts';
import { type Ruling, ruling, sharesOf } from '#language/packets/acl-ruling.ts';
import { unionAll } from '#language/packets/intervals.ts';
import { matchesProtocol, portsOf, split } from '#language/packets/match.ts';
import { ALL_TRAFFIC, allOf, type TrafficSet, WITH_PORTS } from '#language/packets/traffic-set.ts';
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
  const matching = entriesFor(journal, subnet.networkAcl, direction, packet);
  const simple = firstMatch(matching, packet);
  const passes = simple === undefined ? passesRange(journal, matching, packet) : simple.action === 'allow';
  narrowClass(journal, matching, packet, passes);
  if (passes)
    journal.pass('filter', subnet, packet, () => allowance(subnet.networkAcl, direction, packet, ruling(matching, packet)));
  else
    journal.block('filter', subnet, packet, 'SUBNET_ACL_RESTRICTION', () =>
      refusal(subnet.networkAcl, direction, packet, ruling(matching, packet)),
    );
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

function passesRange(journal: Journal, entries: readonly AclEntry[], packet: Packet): boolean {
  const { allowed, denied } = ruling(entries, packet);
  if (allowed.length > 0 && denied.some(({ ports }) => split(ports, [usualOf(packet)]).inside.length > 0))
    journal.intermittent = true;
  return denied.length === 0 || (journal.choices.ports === 'any' && allowed.length > 0);
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

function comparedBy(direction: Direction, { source, destination, protocol, destinationPort }: Packet): Compared {
  return { peer: direction === 'inbound' ? source : destination, protocol, port: destinationPort };
}
