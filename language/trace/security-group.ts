// Security groups: stateful, allow only, the rules of all groups of an interface are one list.
// Source: Amazon VPC User Guide, "Security group rules"; Amazon EC2 User Guide, "Amazon EC2 security group connection tracking".
import { TRACKING_OTHER_SECONDS, TRACKING_TCP_SECONDS, TRACKING_UDP_SECONDS } from '#language/aws/limits.ts';
import { type Address, formatAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface, SecurityGroup, SecurityGroupRule } from '#language/network/network.ts';
import { formatTraffic, type Packet } from '#language/network/traffic.ts';
import type { Journal, Place } from './journal.ts';
import type { Behalf } from './location.ts';
import { coversPort, inAny, speaksOf } from './match.ts';

type Direction = SecurityGroupRule['direction'];

/** Asks the interface's groups and keeps the connection in mind. Interfaces that carry no groups let everything pass. */
export function filterByGroups(
  journal: Journal,
  iface: Interface,
  direction: Direction,
  packet: Packet,
  place: Place,
  behalf?: Behalf,
): void {
  const groups = iface.securityGroups;
  if (groups === undefined) return;
  const names = groups.map(({ name }) => name).join(', ') || '(none)';
  if (isTracked(journal, iface, packet)) {
    const reason = 'The group remembers the connection that this packet answers: no rule is asked.';
    journal.pass('filter', place, packet, { by: `security-group ${names} (tracked connection)`, reason });
    return;
  }
  const found = firstMatch(journal, groups, direction, packet, behalf);
  if (found === undefined) refuse(journal, groups, direction, packet, place, names);
  else {
    const by = `security-group ${found.group.name} ${direction}${found.rule.isDefault ? ' (default: all)' : ` ${textOf(found.rule)}`}`;
    const written = found.rule.isDefault ? {} : { decidedBy: found.rule.id };
    journal.pass('filter', place, packet, {
      by,
      reason: `The rule allows ${formatTraffic(found.rule.traffic)} ${directed(direction)} ${found.rule.peer.text}.`,
      ...written,
    });
  }
  remember(journal, iface, direction, packet, place);
}

/** Whether the packet answers a connection that the interface's groups remember. */
export function isTracked(journal: Journal, iface: Interface, packet: Packet): boolean {
  return journal.table.answered(keeperOf(iface), packet)?.expired === false;
}

/** A rule as the language writes it, without its direction. */
function textOf(rule: SecurityGroupRule): string {
  return `${formatTraffic(rule.traffic)} ${directed(rule.direction)} ${rule.peer.text}`;
}

function directed(direction: Direction): string {
  return direction === 'ingress' ? 'from' : 'to';
}

function firstMatch(
  journal: Journal,
  groups: readonly SecurityGroup[],
  direction: Direction,
  packet: Packet,
  behalf: Behalf | undefined,
): { readonly group: SecurityGroup; readonly rule: SecurityGroupRule } | undefined {
  const other = direction === 'ingress' ? packet.source : packet.destination;
  for (const group of groups) {
    for (const rule of group.rules) {
      if (rule.direction !== direction || !speaksOf(rule.traffic, packet) || !coversPort(rule.traffic, packet)) continue;
      const matches =
        rule.peer.kind === 'prefixes'
          ? inAny(rule.peer.prefixes, other)
          : carries(journal, group, rule.peer.group, other, behalf);
      if (matches) return { group, rule };
    }
  }
  return undefined;
}

/** Whether the private address belongs to an interface that carries the group. Public addresses never match a group. */
function carries(
  journal: Journal,
  asking: SecurityGroup,
  wanted: EntityId,
  address: Address,
  behalf: Behalf | undefined,
): boolean {
  if (behalf !== undefined) return behalf.groups.includes(wanted);
  const owner = journal.lookup.privateOwner(asking.vpc, address);
  return owner?.interface.securityGroups?.some(({ id }) => id === wanted) ?? false;
}

function refuse(
  journal: Journal,
  groups: readonly SecurityGroup[],
  direction: Direction,
  packet: Packet,
  place: Place,
  names: string,
): void {
  const rules = groups.flatMap((group) => group.rules.filter((rule) => rule.direction === direction));
  const other = formatAddress(direction === 'ingress' ? packet.source : packet.destination);
  const port = packet.destinationPort === undefined ? '' : ` ${packet.destinationPort.number}`;
  const wanted = `${packet.protocol}${port} ${directed(direction)} ${other}`;
  const nearest = rules.find(({ isDefault }) => !isDefault) ?? groups[0];
  const reason =
    rules.length === 0
      ? `It has no ${direction} rule at all, so ${wanted} is refused.`
      : `None of its ${direction} rules allows ${wanted}.`;
  journal.block('filter', place, packet, rules.length === 0 ? 'SG_HAS_NO_RULES' : 'ENI_SG_RULES_MISMATCH', {
    by: `security-group ${names} ${direction}`,
    reason,
    ...(nearest && { decidedBy: nearest.id }),
  });
}

function remember(journal: Journal, iface: Interface, direction: Direction, packet: Packet, { id, kind }: Place): void {
  const outbound = direction === 'egress';
  journal.remember({
    at: id,
    kind,
    keeper: keeperOf(iface),
    before: packet,
    after: packet,
    outbound,
    idleTimeoutSeconds: trackingSeconds(packet),
  });
}

function keeperOf(iface: Interface): string {
  return `tracking ${iface.id}`;
}

function trackingSeconds({ protocol }: Packet): number {
  if (protocol === 'tcp') return TRACKING_TCP_SECONDS;
  return protocol === 'udp' ? TRACKING_UDP_SECONDS : TRACKING_OTHER_SECONDS;
}
