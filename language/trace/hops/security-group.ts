// Security groups: stateful, allow rules only. The rules of all groups of an interface count together.
// Source: Amazon VPC User Guide, "Security group rules"; Amazon EC2 User Guide, "Amazon EC2 security group connection tracking".
import { TRACKING_OTHER_SECONDS, TRACKING_TCP_SECONDS, TRACKING_UDP_SECONDS } from '#language/aws/limits.ts';
import type { SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Packet, PortRange, Traffic } from '#language/network/traffic.ts';
import { intersect, subtract, unionAll } from '#language/packets/intervals.ts';
import { matches, matchesProtocol, portsOf } from '#language/packets/match.ts';
import { type TrafficSet, trafficSetOf } from '#language/packets/traffic-set.ts';
import type { SecurityGroupDecision } from '#language/trace/decision/filter-decision.ts';
import type { Journal } from '#language/trace/journal.ts';
import type { CarriedGroups } from '#language/trace/location.ts';
import type { Place } from '#language/trace/place.ts';
import { carriesGroup, wouldCarry } from './group-reference.ts';

type Direction = SecurityGroupRule['direction'];

/** Evaluates the interface's security groups and tracks the connection. Interfaces without groups allow everything. */
export function filterByGroups(
  journal: Journal,
  iface: Interface,
  direction: Direction,
  packet: Packet,
  place: Place,
  carriedGroups?: CarriedGroups,
): void {
  const groups = iface.securityGroups;
  if (groups === undefined) return;
  if (isTracked(journal, iface, packet)) {
    journal.pass('filter', place, packet, () => decisionOf(groups, direction, packet, 'tracked'));
    return;
  }
  const asked: Asked = { journal, iface, groups, direction, packet, carriedGroups };
  if (journal.packetClass !== undefined) journal.asksTraffic(packet, allowedBy(asked));
  const found = firstMatch(asked);
  if (found === undefined) refuse(asked, place);
  else journal.pass('filter', place, packet, () => allowance(asked, found));
  remember(journal, iface, direction, packet, place);
}

/** Whether the packet belongs to a connection that the interface tracks. */
export function isTracked(journal: Journal, iface: Interface, packet: Packet): boolean {
  return journal.table.answered(iface, 'tracking', packet)?.expired === false;
}

interface Asked {
  readonly journal: Journal;
  readonly iface: Interface;
  readonly groups: readonly SecurityGroup[];
  readonly direction: Direction;
  readonly packet: Packet;
  readonly carriedGroups: CarriedGroups | undefined;
}

interface Found {
  readonly group: SecurityGroup;
  readonly rule: SecurityGroupRule;
}

/** The rule that allows the packet. An untracked reply is evaluated like any packet, for all ports that it may have. */
function firstMatch(asked: Asked): Found | undefined {
  const range = asked.packet.destinationPort?.range;
  const isOpen = range !== undefined && range.from < range.to;
  if (isOpen && !allowsRange(asked, range)) return undefined;
  for (const group of asked.groups) {
    for (const rule of group.rules) {
      if (rule.direction !== asked.direction) continue;
      const speaks = isOpen ? speaksOfSome(rule.traffic, asked.packet, range) : matches(rule.traffic, asked.packet);
      if (speaks && isPeer(asked, rule)) return { group, rule };
    }
  }
  return undefined;
}

function speaksOfSome(traffic: Traffic, packet: Packet, range: PortRange): boolean {
  return matchesProtocol(traffic, packet) && portsOf(traffic).some(({ from, to }) => from <= range.to && range.from <= to);
}

function allowsRange(asked: Asked, range: PortRange): boolean {
  const wanted = trafficSetOf({ protocol: asked.packet.protocol, ports: [range] });
  const allowed = intersect(wanted, allowedBy(asked));
  const isPart = allowed.length > 0 && subtract(wanted, allowed).length > 0;
  if (isPart) asked.journal.intermittent = true;
  return allowed.length > 0 && (!isPart || asked.journal.choices.ports === 'any');
}

/** All traffic that the rules allow between these two addresses. */
function allowedBy(asked: Asked): TrafficSet {
  const rules = asked.groups.flatMap((group) =>
    group.rules.filter((rule) => rule.direction === asked.direction && isPeer(asked, rule)),
  );
  return unionAll(rules.map(({ traffic }) => trafficSetOf(traffic)));
}

function isPeer({ journal, iface, direction, packet, carriedGroups }: Asked, { peer }: SecurityGroupRule): boolean {
  const other = direction === 'ingress' ? packet.source : packet.destination;
  return peer.kind === 'prefixes'
    ? journal.isIn(peer.prefixes, other)
    : carriesGroup(journal, iface, direction, peer.group, other, carriedGroups);
}

function allowance({ groups, direction, packet }: Asked, { group, rule }: Found): SecurityGroupDecision {
  return {
    ...decisionOf(groups, direction, packet, 'rule'),
    group,
    rule,
    ...(rule.isDefault ? {} : { decidedBy: rule.id }),
  };
}

function refuse(asked: Asked, place: Place): void {
  const { journal, groups, direction, packet } = asked;
  const hasRules = groups.some((group) => group.rules.some((rule) => rule.direction === direction));
  if (!hasRules) journal.block('filter', place, packet, 'SG_HAS_NO_RULES', () => refusal(asked, 'no-rules'));
  else if (groups.some((group) => group.rules.some((rule) => isLostReference(asked, rule)))) {
    journal.block('filter', place, packet, 'SG_REFERENCES_NOT_PRESERVED', () => refusal(asked, 'reference-not-preserved'));
  } else journal.block('filter', place, packet, 'ENI_SG_RULES_MISMATCH', () => refusal(asked, 'no-match'));
}

/** Whether the rule would allow the packet if references worked on its path. */
function isLostReference({ journal, direction, packet }: Asked, { direction: own, peer, traffic }: SecurityGroupRule): boolean {
  if (own !== direction || peer.kind !== 'group' || !matches(traffic, packet)) return false;
  return wouldCarry(journal, peer.group, direction === 'ingress' ? packet.source : packet.destination);
}

function refusal({ groups, direction, packet }: Asked, result: SecurityGroupDecision['result']): SecurityGroupDecision {
  const rules = groups.flatMap((group) => group.rules.filter((rule) => rule.direction === direction));
  const nearest = rules.find(({ isDefault }) => !isDefault) ?? groups[0];
  return { ...decisionOf(groups, direction, packet, result), ...(nearest && { decidedBy: nearest.id }) };
}

function decisionOf(
  groups: readonly SecurityGroup[],
  direction: Direction,
  { source, destination, protocol, destinationPort }: Packet,
  result: SecurityGroupDecision['result'],
): SecurityGroupDecision {
  const peer = direction === 'ingress' ? source : destination;
  return { kind: 'security-group', groups, direction, result, peer, protocol, port: destinationPort };
}

function remember(journal: Journal, iface: Interface, direction: Direction, packet: Packet, { id, kind }: Place): void {
  journal.remember({
    at: id,
    kind,
    keeper: iface,
    role: 'tracking',
    before: packet,
    after: packet,
    outbound: direction === 'egress',
    idleTimeoutSeconds: trackingSeconds(packet),
  });
}

function trackingSeconds({ protocol }: Packet): number {
  if (protocol === 'tcp') return TRACKING_TCP_SECONDS;
  return protocol === 'udp' ? TRACKING_UDP_SECONDS : TRACKING_OTHER_SECONDS;
}
