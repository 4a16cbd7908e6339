// A network → the questions that are put to the engine and to the simulator: pairs of ends, and a small space of headers.
import { EPHEMERAL_PORTS } from '#language/aws/ports.ts';
import { type Address, formatAddress, hostPrefix, nth, sameAddress } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import { ALL_PORTS, type PortRange } from '#language/network/traffic.ts';
import { type ConnectionEnd, connectionEndsOf } from '#language/trace/connection-end.ts';
import type { Query } from '#language/trace/query.ts';
import { numbers } from '#test/support/chance.ts';
import { pairs } from '#test/support/pairs.ts';
import { PORTS } from './random/filters.ts';

/** One question: the same to both. */
export interface Asked {
  readonly query: Query;
  readonly mode: 'all' | 'any';
}

/** Everything that can be an end, and some addresses written out: public ones, the resolver, and an unused one. */
export function endsOf(network: Network): readonly ConnectionEnd[] {
  const resources = [
    ...network.workloads,
    ...network.natGateways,
    ...network.loadBalancers,
    ...network.endpoints,
    ...network.clientVpns,
    ...network.resolverEndpoints,
    ...network.apiGateways,
    ...network.outside,
  ];
  const named = resources.flatMap(({ id }) => connectionEndsOf(network, { kind: 'entity', id, text: id }));
  const shown = named.flatMap((end) => end.public ?? []);
  const odd = network.vpcs.flatMap(({ prefixes: [primary] }) =>
    primary === undefined ? [] : [nth(primary, 2n), nth(primary, 2313n)],
  );
  return [...named, ...[...shown, ...odd].flatMap((address) => written(network, address))];
}

function written(network: Network, address: Address): readonly ConnectionEnd[] {
  return connectionEndsOf(network, { kind: 'prefix', prefix: hostPrefix(address), text: formatAddress(address) });
}

/** Pairs that have something to do with a VPC. */
function* meaningfulPairs(network: Network): Iterable<readonly [ConnectionEnd, ConnectionEnd]> {
  for (const [from, to] of pairs(endsOf(network), endsOf(network))) {
    const isApi = network.apiGateways.some(({ id }) => id === to.id);
    if (network.apiGateways.some(({ id }) => id === from.id) || from.written !== undefined) continue;
    // A Gateway Load Balancer sends only what its appliances inspect.
    if (network.byId.get(from.id)?.kind === 'gwlb') continue;
    // To one's own address: no packet leaves the host (2B).
    if (sameAddress(from.address, to.written ?? to.address) || hostOf(network, from) === hostOf(network, to)) continue;
    const isBehind = network.outside.some(({ id, behind }) => behind !== undefined && (id === from.id || id === to.id));
    if (from.interface !== undefined || to.interface !== undefined || isApi || isBehind) yield [from, to];
  }
}

/** A pod and its node are one machine where the node's public address is meant. */
function hostOf({ byId }: Network, { id, written: shown, address }: ConnectionEnd): string {
  const resource = byId.get(id);
  const node = resource?.kind === 'pod' ? resource.node : undefined;
  return shown === undefined && node === undefined ? `${id} ${formatAddress(address)}` : (node ?? id);
}

/** At most `most` questions, as many for each pair as there is room; the same seed asks the same. */
export function questionsFor(network: Network, seed: number, most: number): readonly Asked[] {
  const next = numbers(seed);
  const all = [...meaningfulPairs(network)];
  if (all.length === 0) return [];
  const start = next(all.length);
  return Array.from({ length: Math.max(0, most) }, (_, index) => {
    const pair = all[(start + index * strideOf(all.length)) % all.length];
    if (pair === undefined) throw new Error('No pair.');
    return question(network, pair[0], pair[1], next);
  });
}

/** A step that goes round all pairs before it comes back. */
function strideOf(length: number): number {
  let stride = Math.max(1, Math.floor(length * 0.618));
  const divides = (a: number, b: number): number => (b === 0 ? a : divides(b, a % b));
  while (divides(stride, length) !== 1) stride += 1;
  return stride;
}

function question(network: Network, from: ConnectionEnd, to: ConnectionEnd, next: (below: number) => number): Asked {
  const kind = next(10);
  const ipv6 = from.address.family === 6;
  const mode = next(3) === 0 ? 'any' : 'all';
  const oneOf = <T>(options: readonly [T, ...T[]]): T => options[next(options.length)] ?? options[0];
  // One question in six waits for its answer, beyond one of the idle timeouts (3.18, 3.19, 6.20, 8.17, 8.40).
  const idleSeconds = next(6) > 0 ? undefined : oneOf([61, 121, 181, 351, 601, 432_001]);
  const ends = { from, to, ...(idleSeconds !== undefined && { idleSeconds }) };
  if (kind === 8) {
    const [icmpType, icmpCode] = oneOf<readonly [number, number]>([
      [ipv6 ? 128 : 8, 0],
      [ipv6 ? 128 : 8, 0],
      [3, 4],
      [3, 1],
      [ipv6 ? 129 : 13, 0],
      [ipv6 ? 1 : 17, 0],
    ]);
    return { query: { ...ends, protocol: ipv6 ? 'icmpv6' : 'icmp', icmpType, icmpCode }, mode };
  }
  if (kind === 9) return { query: { ...ends, protocol: oneOf([47, 253]) }, mode };
  const balancer = network.loadBalancers.find(({ id }) => id === to.id);
  const [listener] = balancer?.listeners ?? [];
  if (listener !== undefined && kind < 5)
    return { query: { ...ends, protocol: listener.protocol === 'udp' ? 'udp' : 'tcp', port: listener.port }, mode };
  if (network.apiGateways.some(({ id }) => id === to.id) && kind < 5)
    return { query: { ...ends, protocol: 'tcp', port: 443 }, mode };
  const port = oneOf([...PORTS]) + (next(3) === 0 ? next(3) - 1 : 0);
  const sourcePort = oneOf<number | undefined>([undefined, undefined, 1024, 40000, 60999, 33000]);
  return { query: { ...ends, protocol: kind < 6 ? 'tcp' : 'udp', port, ...(sourcePort !== undefined && { sourcePort }) }, mode };
}

/** The source ports that the engine says it speaks of: what the sender's system chooses from, or any port. */
export function sourcePortsOf({ query: { from, protocol, sourcePort }, mode }: Asked): PortRange | undefined {
  if (protocol !== 'tcp' && protocol !== 'udp') return undefined;
  if (sourcePort !== undefined) return { from: sourcePort, to: sourcePort };
  return mode === 'any' ? ALL_PORTS : EPHEMERAL_PORTS[from.initiator];
}
