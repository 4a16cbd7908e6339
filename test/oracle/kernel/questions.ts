// The connections to try: every pair of ends of a network, on the ports of its rules, over TCP, UDP and ICMP echo.
import { type Address, formatAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { Protocol } from '#language/network/traffic.ts';
import { type ConnectionEnd, connectionEndsAt, connectionEndsOf } from '#language/trace/connection-end.ts';
import type { Query } from '#language/trace/query.ts';
import type { Names } from './names.ts';

/** A question to both engine and kernel. `identifier`: its source port, which no other question of the network has. */
export interface Asked {
  readonly query: Query;
  readonly identifier: number;
}

const PER_NETWORK = 500;
const PORTS = 4;

/** Every address in AWS that can be an end of a connection, and an example of each host and network outside. */
export function endsOf(network: Network): readonly ConnectionEnd[] {
  const inside = network.interfaces
    .filter(({ owner }) => canBeAsked(network, owner))
    .flatMap((iface) => connectionEndsAt(network, iface));
  return [...inside, ...outsideEnds(network)];
}

/** One connection end for each address outside of the VPCs. */
export function outsideEnds(network: Network): readonly ConnectionEnd[] {
  const ends = network.outside.flatMap(({ id, name }) => connectionEndsOf(network, { kind: 'entity', id, text: name }));
  return ends.filter(
    (end, index) => end.interface === undefined && ends.findIndex((other) => sameAddress(other.address, end.address)) === index,
  );
}

/** The nodes of load balancers, which receive connections and open none by themselves. */
export function balancerEnds(network: Network): readonly ConnectionEnd[] {
  return network.loadBalancers.flatMap(({ nodes }) => nodes.flatMap((node) => connectionEndsAt(network, node)));
}

function sameAddress(a: Address, b: Address): boolean {
  return formatAddress(a) === formatAddress(b);
}

function canBeAsked(network: Network, owner: EntityId): boolean {
  const resource = network.byId.get(owner);
  return resource !== undefined && resource.kind !== 'api-gateway' && !resourceIn(resource, 'load-balancer');
}

/** The destination ports: the borders of the ranges in rules, and one that may be in none of them. */
export function portsOf(network: Network, choose: (below: number) => number): readonly number[] {
  const traffics = [
    ...network.securityGroups.flatMap(({ rules }) => rules.map(({ traffic }) => traffic)),
    ...network.networkAcls.flatMap(({ entries }) => entries.map(({ traffic }) => traffic)),
  ];
  const named = traffics.flatMap(({ ports }) => ports.flatMap(({ from, to }) => [from, to]));
  const targets = network.targetGroups.flatMap((group) => group.targets.map(({ port }) => port));
  const usable = [...new Set(named)].filter((port) => port > 0 && port < 65535);
  return [...new Set([443, ...targets, ...someOf(usable, PORTS - 1, choose)])];
}

/** The questions, at most so many that a network takes no longer than a moment. */
export function questionsOf(
  network: Network,
  names: Names,
  ports: readonly number[],
  choose: (below: number) => number,
): readonly Asked[] {
  const ends = endsOf(network);
  const senders = ends.filter((end) => asks(network, end));
  const queries = senders.flatMap((from) =>
    ends.filter((to) => differ(names, from, to)).flatMap((to) => queriesBetween(from, to, ports)),
  );
  const toBalancers = balancerEnds(network).flatMap((to) =>
    senders.filter((from) => differ(names, from, to)).flatMap((from) => queriesToNode(network, from, to)),
  );
  const kept = someOf(queries, PER_NETWORK, choose);
  const served = network.loadBalancers.flatMap(({ listeners }) => listeners.map(({ port }) => port));
  const identifiers = identifiersFrom(choose(60000), [...ports, ...served]);
  return [...kept, ...someOf(toBalancers, PER_NETWORK / 2, choose)].map((query) => {
    const identifier = identifiers();
    return {
      identifier,
      query: query.protocol === 'tcp' || query.protocol === 'udp' ? { ...query, sourcePort: identifier } : query,
    };
  });
}

/** NAT gateways never open connections. */
function asks(network: Network, { id }: ConnectionEnd): boolean {
  return network.byId.get(id)?.kind !== 'nat';
}

/** What two ends of one machine, of one network or of the internet do is none of our business. */
function differ(names: Names, from: ConnectionEnd, to: ConnectionEnd): boolean {
  return from.address.family === to.address.family && names.of(from) !== names.of(to);
}

function queriesBetween(from: ConnectionEnd, to: ConnectionEnd, ports: readonly number[]): readonly Query[] {
  const echo: Protocol = from.address.family === 4 ? 'icmp' : 'icmpv6';
  return called(to).flatMap((to) => {
    const way = { from, to };
    return [
      ...ports.map((port) => ({ ...way, protocol: 'tcp' as const, port })),
      ...ports.slice(0, 2).map((port) => ({ ...way, protocol: 'udp' as const, port })),
      { ...way, protocol: echo },
    ];
  });
}

/** The receiver by each of its addresses: everybody may call the private one and the public one, from everywhere. */
function called(to: ConnectionEnd): readonly ConnectionEnd[] {
  return [to.address, ...(to.public === undefined ? [] : [to.public])].map((written) => ({ ...to, written }));
}

/** On every port with a listener, and on one that has none. */
function queriesToNode(network: Network, from: ConnectionEnd, to: ConnectionEnd): readonly Query[] {
  const balancer = network.byId.get(to.id);
  const listeners = balancer !== undefined && 'listeners' in balancer ? balancer.listeners : [];
  const ports = listeners.filter(({ protocol }) => protocol !== 'udp').map(({ port }) => port);
  return called(to).flatMap((to) =>
    [...new Set([...ports, NO_LISTENER])].map((port) => ({ from, to, protocol: 'tcp' as const, port })),
  );
}

const NO_LISTENER = 9;

/** At most so many of them, by chance. */
function someOf<T>(all: readonly T[], count: number, choose: (below: number) => number): readonly T[] {
  if (all.length <= count) return all;
  const left = [...all];
  return Array.from({ length: count }, () => left.splice(choose(left.length), 1)).flat();
}

/** Every number from 1024 to 65535 once, in an order that jumps; never one with a listener. */
function identifiersFrom(start: number, ports: readonly number[]): () => number {
  let next = start;
  return () => {
    do next = (next + 37) % 64512;
    while (ports.includes(next + 1024));
    return next + 1024;
  };
}
