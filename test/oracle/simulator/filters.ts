// Security groups (section 3) and network ACLs (section 4).
import { type Address, contains } from '#language/network/address.ts';
import type { NetworkAcl, SecurityGroupRule } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Traffic } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { answers, type Flight, type Header } from './header.ts';
import { privateOwner, type World } from './world.ts';

/** 3.6, 3.7, 4.5, 4.6: protocol, then destination port or ICMP type and code. Source ports are never tested. */
export function speaksOf(
  traffic: Traffic,
  header: Pick<Header, 'protocol' | 'destinationPort'> & Partial<Pick<Header, 'icmpType' | 'icmpCode'>>,
): boolean {
  if (traffic.protocol === 'all') return true;
  if (traffic.protocol !== header.protocol) return false;
  if (header.protocol === 'tcp' || header.protocol === 'udp') {
    const port = header.destinationPort ?? -1;
    return traffic.ports.length === 0 || traffic.ports.some(({ from, to }) => from <= port && port <= to);
  }
  if (header.protocol === 'icmp' || header.protocol === 'icmpv6') {
    if (traffic.icmpType !== undefined && traffic.icmpType !== header.icmpType) return false;
    return traffic.icmpCode === undefined || traffic.icmpCode === (header.icmpCode ?? 0);
  }
  return true;
}

/** 4.2: ascending, the first match decides, `*` denies the rest. 4.5: inbound tests the source, outbound the destination. */
export function aclAllows(acl: NetworkAcl, direction: 'inbound' | 'outbound', header: Header): boolean {
  const other = direction === 'inbound' ? header.source : header.destination;
  for (const entry of [...acl.entries].sort((a, b) => a.number - b.number)) {
    if (entry.direction !== direction || !speaksOf(entry.traffic, header)) continue;
    if (entry.prefixes.some((prefix) => contains(prefix, other))) return entry.action === 'allow';
  }
  return false;
}

/** 3.18: whether the packet answers a flow that this interface tracks; 3.18, 3.19: and the connection has not expired. */
export function isTracked(world: World, iface: Interface, header: Header): boolean {
  const kept = header.protocol === 'tcp' ? 432_000 : header.protocol === 'udp' ? 180 : 600;
  return world.idleSeconds <= kept && wasTracked(world, iface, header);
}

/** Whether the packet answers a flow that this interface tracked, however long ago. */
export function wasTracked(world: World, iface: Interface, header: Header): boolean {
  return world.tracked.some((entry) => entry.iface === iface && answers(header, entry.header));
}

/** 3.1: allow rules only, the union of all groups. A packet that passes as a new one is tracked from then on. `reach`: where an outbound reference would look. */
export function groupsAllow(
  world: World,
  iface: Interface,
  direction: 'ingress' | 'egress',
  flight: Flight,
  reach: Vpc | undefined,
): boolean {
  if (iface.securityGroups === undefined) return true;
  if (isTracked(world, iface, flight.header)) return true;
  const rules = iface.securityGroups.flatMap((group) => group.rules).filter((rule) => rule.direction === direction);
  const allowed = rules.some((rule) => speaksOf(rule.traffic, flight.header) && peerMatches(world, rule, flight, reach));
  if (allowed) world.tracked.push({ iface, header: flight.header });
  return allowed;
}

function peerMatches(world: World, rule: SecurityGroupRule, flight: Flight, reach: Vpc | undefined): boolean {
  const other = rule.direction === 'ingress' ? flight.header.source : flight.header.destination;
  if (rule.peer.kind === 'prefixes') return rule.peer.prefixes.some((prefix) => contains(prefix, other));
  const { group } = rule.peer;
  if (rule.direction === 'egress') return reach !== undefined && carries(world, reach, other, group);
  if (flight.forwardedFor !== undefined) return flight.forwardedFor.includes(group);
  return flight.origin !== undefined && carries(world, flight.origin.vpc, other, group);
}

/** 3.9: a reference matches the private addresses of interfaces that carry the group. */
function carries(world: World, vpc: Vpc, address: Address, group: EntityId): boolean {
  return privateOwner(world, vpc, address)?.iface.securityGroups?.some(({ id }) => id === group) ?? false;
}
