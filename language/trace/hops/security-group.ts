// Security groups: stateful, allow rules only. The rules of all groups of an interface count together.
// Source: Amazon VPC User Guide, "Security group rules"; Amazon EC2 User Guide, "Amazon EC2 security group connection tracking".

import { TRACKING_OTHER_SECONDS, TRACKING_TCP_SECONDS, TRACKING_UDP_SECONDS } from '#language/aws/limits.ts';
import { contains } from '#language/network/address.ts';
import { spendOn } from '#language/network/budget.ts';
import type { SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import type { Interface } from '#language/network/interface.ts';
import { kindIs } from '#language/network/kinds.ts';
import type { Entity } from '#language/network/network.ts';
import { targetId } from '#language/network/route-table.ts';
import { ALL_PORTS, type Packet, type Traffic } from '#language/network/traffic.ts';
import type { Answer } from '#language/network/unknown.ts';
import { unionAll } from '#language/packets/intervals.ts';
import { matches, matchesProtocol, portsOf } from '#language/packets/match.ts';
import { type Outcome, outcomeForPorts, type Passing } from '#language/packets/passing.ts';
import { possibleTraffic, trafficSetOf } from '#language/packets/traffic-set.ts';
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
  narrowClass(asked);
  note(asked, place);
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

/** Notes what the groups do with the packet. */
function note(asked: Asked, place: Place): void {
  const { journal, packet } = asked;
  const outcome = outcomeOfOpenPorts(asked);
  const certain = outcome === 'deny' || outcome === 'unknown' ? undefined : firstMatch(asked, 'certain');
  const possible = outcome === 'deny' || journal.lookup.isComplete ? undefined : (certain ?? firstMatch(asked, 'possible'));
  if (outcome === 'some-ports') {
    journal.blockSomePorts(place, packet, 'ENI_SG_RULES_MISMATCH', () => refusal(asked, 'some-ports'));
  } else if (certain !== undefined) journal.pass('filter', place, packet, () => allowance(asked, certain));
  else if (possible !== undefined) journal.doubtful('filter', place, packet, () => uncertainty(asked, possible));
  else refuse(asked, place);
}

function narrowClass(asked: Asked): void {
  const { journal, packet } = asked;
  if (journal.packetClass === undefined) return;
  const { certain, possible } = passingBy(asked);
  journal.asksTraffic(packet, certain);
  if (possible !== certain) journal.asksTraffic(packet, possible);
}

interface Found {
  readonly group: SecurityGroup;
  readonly rule: SecurityGroupRule;
  /** Whether the rule names the other end. */
  readonly peer: Answer;
}

/** The rule that allows the packet, or some of the ports that it may have: for certain, or possibly. */
function firstMatch(asked: Asked, degree: keyof Passing): Found | undefined {
  const { packet } = asked;
  for (const group of asked.groups) {
    spendOn(group.rules.length);
    for (const rule of group.rules) {
      if (rule.direction !== asked.direction) continue;
      const traffic = degree === 'certain' ? rule.traffic : possibleTraffic(rule.traffic);
      if (!(isOpen(packet) ? speaksOfSome(traffic, packet) : matches(traffic, packet))) continue;
      const peer = isPeer(asked, rule);
      if (degree === 'certain' ? peer === true : peer !== false) return { group, rule, peer };
    }
  }
  return undefined;
}

/** Whether the packet may have several destination ports, as an untracked reply has. */
function isOpen({ destinationPort }: Packet): boolean {
  return destinationPort !== undefined && destinationPort.range.from < destinationPort.range.to;
}

function speaksOfSome(traffic: Traffic, packet: Packet): boolean {
  const { from, to } = packet.destinationPort?.range ?? ALL_PORTS;
  return matchesProtocol(traffic, packet) && portsOf(traffic).some((ports) => ports.from <= to && from <= ports.to);
}

/** An untracked reply is evaluated like any packet, for all ports that it may have. `undefined`: the packet has one port or none. */
function outcomeOfOpenPorts(asked: Asked): Outcome | undefined {
  const { journal, packet } = asked;
  const port = packet.destinationPort;
  if (port === undefined || !isOpen(packet)) return undefined;
  const { outcome, left } = outcomeForPorts(passingBy(asked), packet, journal.portsLeft(port));
  journal.keepPorts(port, left);
  return outcome;
}

/** All traffic that the rules allow between these two addresses. */
function passingBy(asked: Asked): Passing {
  const matching = asked.groups.flatMap(({ rules }) => {
    spendOn(16 * rules.length);
    return rules.flatMap((rule) => {
      const peer = rule.direction === asked.direction && isPeer(asked, rule);
      return peer === false ? [] : [{ traffic: rule.traffic, isCertain: peer === true }];
    });
  });
  const certain = unionAll(matching.flatMap(({ traffic, isCertain }) => (isCertain ? [trafficSetOf(traffic)] : [])));
  if (asked.journal.lookup.isComplete) return { certain, possible: certain };
  return { certain, possible: unionAll(matching.map(({ traffic }) => trafficSetOf(possibleTraffic(traffic)))) };
}

function isPeer({ journal, iface, direction, packet, carriedGroups }: Asked, { peer }: SecurityGroupRule): Answer {
  const other = direction === 'ingress' ? packet.source : packet.destination;
  return peer.kind === 'prefixes'
    ? journal.mayBeIn(peer, other)
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

function uncertainty({ groups, direction, packet }: Asked, { group, rule, peer }: Found): SecurityGroupDecision {
  const { reason } = (typeof peer === 'object' ? peer : rule.traffic.unknown) ?? {};
  const decision = decisionOf(groups, direction, packet, 'unknown');
  return { ...decision, group, rule, ...(reason !== undefined && { why: reason }), decidedBy: rule.id };
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

function refusal(asked: Asked, result: SecurityGroupDecision['result']): SecurityGroupDecision {
  const { groups, direction, packet } = asked;
  const rules = groups.flatMap((group) => group.rules.filter((rule) => rule.direction === direction));
  const nearest = rules.find(({ isDefault }) => !isDefault) ?? groups[0];
  return {
    ...decisionOf(groups, direction, packet, result),
    ...(nearest && { decidedBy: nearest.id }),
    ...(result === 'no-match' && direction === 'ingress' && translationAtFault(asked, rules)),
  };
}

/** A NAT gateway or instance that gave the packet a source that no rule allows, if a rule allows the one before: the routes to it are at fault. */
function translationAtFault(
  { journal, iface, packet }: Asked,
  rules: readonly SecurityGroupRule[],
): Pick<SecurityGroupDecision, 'translator' | 'original' | 'decidedBy'> {
  const entry = journal.table.translatedSource(packet);
  const translator = entry && journal.network.byId.get(entry.at);
  if (translator === undefined || !isNat(translator)) return {};
  const original = entry?.before.source;
  const allows = ({ traffic, peer }: SecurityGroupRule): boolean =>
    original !== undefined &&
    matches(traffic, packet) &&
    (peer.kind === 'prefixes'
      ? peer.prefixes.some((prefix) => contains(prefix, original))
      : journal.lookup.privateOwner(iface.subnet.vpc, original)?.interface.securityGroups?.some(({ id }) => id === peer.group) ===
        true);
  if (original === undefined || !rules.some(allows)) return {};
  const routes = journal.hops.filter(({ step }) => step === 'route');
  const route = routes.find(({ decision }) => decision.kind === 'route' && targetId(decision.route) === translator.id);
  return { translator: translator.id, original, ...(route?.decidedBy && { decidedBy: route.decidedBy }) };
}

function isNat({ kind }: Entity): boolean {
  return kindIs(kind, 'natGateway') || kind === 'nat-instance';
}

function decisionOf(
  groups: readonly SecurityGroup[],
  direction: Direction,
  { source, destination, protocol, destinationPort, icmpType }: Packet,
  result: SecurityGroupDecision['result'],
): SecurityGroupDecision {
  const peer = direction === 'ingress' ? source : destination;
  return { kind: 'security-group', groups, direction, result, peer, protocol, port: destinationPort, icmpType };
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
