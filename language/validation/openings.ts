// Security groups → the inbound rules that allow external hosts, each with the most critical port that it opens. One finding for each rule.
import { ADMIN_PORTS, DATABASE_PORTS, HIGH_RISK_PORTS, WEB_PORTS, WIDE_RANGE } from '#language/aws/risky-ports.ts';
import { covers, type Prefix } from '#language/network/address.ts';
import { isPublic } from '#language/network/exposure.ts';
import type { SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { UNROUTED_PREFIXES } from '#language/network/known-addresses.ts';
import type { LoadBalancer } from '#language/network/load-balancer.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import { hasPorts, isIcmp, type PortRange } from '#language/network/traffic.ts';
import { portsOf } from '#language/packets/match.ts';
import { carriersByGroup } from './placement.ts';

/** What an inbound rule opens to external hosts; the first value that applies, in this order. */
export type Opened = 'all-ports' | 'bastion' | 'admin' | 'database' | 'high-risk' | 'other';

/** An inbound rule that allows external hosts. */
export interface Opening {
  readonly group: SecurityGroup;
  readonly rule: SecurityGroupRule;
  readonly opened: Opened;
  /** The first port that leads to the value of `opened`. */
  readonly port: number;
}

/** The openings of a network with this value of `opened`. */
export function openings(network: Network, opened: Opened): readonly Opening[] {
  return allOpenings(network).filter((opening) => opening.opened === opened);
}

const allOpenings = perObject((network: Network): readonly Opening[] => {
  const carriers = carriersByGroup(network);
  const services = publicServices(network);
  return network.securityGroups.flatMap((group) =>
    group.rules.flatMap((rule) =>
      rule.direction === 'ingress' ? (openingOf(group, rule, carriers.get(group.id) ?? [], services) ?? []) : [],
    ),
  );
});

function openingOf(
  group: SecurityGroup,
  rule: SecurityGroupRule,
  carriers: readonly Interface[],
  services: ReadonlySet<string>,
): Opening | undefined {
  const { peer, traffic } = rule;
  if (peer.kind === 'group' || isIcmp(traffic.protocol)) return undefined;
  const ports = portsOf(traffic);
  const widest = Math.max(...ports.map(({ from, to }) => to - from + 1), 0);
  if (widest > WIDE_RANGE) {
    return peer.prefixes.some((prefix) => isForeign(prefix, group)) ? { group, rule, opened: 'all-ports', port: 0 } : undefined;
  }
  if (!peer.prefixes.some(({ length }) => length === 0) || !hasPorts(traffic.protocol)) return undefined;
  const admin = firstIn(ports, [...ADMIN_PORTS.keys()]);
  if (admin !== undefined) return { group, rule, opened: carriers.some(isBastion) ? 'bastion' : 'admin', port: admin };
  const database = firstIn(ports, [...DATABASE_PORTS.keys()]);
  if (database !== undefined) return { group, rule, opened: 'database', port: database };
  if (carriers.length > 0 && carriers.every(({ owner }) => isService(services, owner, ports))) return undefined;
  const risky = firstIn(ports, HIGH_RISK_PORTS);
  if (risky !== undefined) return { group, rule, opened: 'high-risk', port: risky };
  const other = ports.find(({ from, to }) => !WEB_PORTS.some((port) => from === port && to === port));
  return other === undefined ? undefined : { group, rule, opened: 'other', port: other.from };
}

/** Whether the block may contain external hosts: it is neither private nor part of the VPC. */
function isForeign(prefix: Prefix, { vpc }: SecurityGroup): boolean {
  return ![...UNROUTED_PREFIXES, ...(vpc?.prefixes ?? [])].some((known) => covers(known, prefix));
}

function firstIn(ranges: readonly PortRange[], ports: readonly number[]): number | undefined {
  return ports.find((port) => ranges.some(({ from, to }) => from <= port && port <= to));
}

/** Whether the interface is that of a bastion: reachable from the internet, with inbound rules for SSH and RDP only. */
function isBastion({ subnet, addresses, securityGroups }: Interface): boolean {
  const rules = (securityGroups ?? []).flatMap(({ rules: all }) => all.filter(({ direction }) => direction === 'ingress'));
  const isReachable = isPublic(subnet) && addresses.some((address) => address.public !== undefined);
  return isReachable && rules.every(({ traffic }) => isIcmp(traffic.protocol) || portsOf(traffic).every(isShell));
}

function isShell({ from, to }: PortRange): boolean {
  return from === to && ADMIN_PORTS.has(from);
}

function isService(services: ReadonlySet<string>, owner: EntityId, ports: readonly PortRange[]): boolean {
  return ports.every(({ from, to }) => from === to && services.has(`${owner} ${from}`));
}

/**
 * Owner and port of intentionally public services. These are listeners of internet-facing load balancers, and targets of a Network
 * Load Balancer with client IP preservation. Their security groups must allow the clients. Source: Elastic Load Balancing, "Register
 * targets for your Network Load Balancer".
 */
function publicServices(network: Network): ReadonlySet<string> {
  const targets = (balancer: LoadBalancer) =>
    groupsOf(network, balancer).flatMap(({ preserveClientIp, targets: own }) =>
      balancer.kind === 'nlb' && preserveClientIp ? own.map(({ resource, port }) => `${resource} ${port}`) : [],
    );
  const facing = network.loadBalancers.filter(({ scheme }) => scheme === 'internet-facing');
  return new Set(
    facing.flatMap((balancer) => [...balancer.listeners.map(({ port }) => `${balancer.id} ${port}`), ...targets(balancer)]),
  );
}
