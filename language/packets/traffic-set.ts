// Traffic as a set of numbers: 65,536 numbers for each IP protocol, used for its ports or for its ICMP types and codes.
import type { Family } from '#language/network/address.ts';
import { perObject } from '#language/network/memo.ts';
import {
  hasPorts,
  ICMP_EXCHANGES,
  isIcmp,
  type Packet,
  PROTOCOL_NUMBERS,
  type Protocol,
  protocolNumbered,
  type Traffic,
} from '#language/network/traffic.ts';
import { type Intervals, intersect, subtract, union, unionAll } from './intervals.ts';

/** A set of (protocol, destination port) or (ICMP, type and code). */
export type TrafficSet = Intervals<number>;

const PER_PROTOCOL = 65_536;
const CODES = 256;

/** Every packet there is. */
export const ALL_TRAFFIC: TrafficSet = [0, 256 * PER_PROTOCOL];

/** All of one protocol. */
export function allOf(protocol: Protocol): TrafficSet {
  const start = startOf(protocol);
  return [start, start + PER_PROTOCOL];
}

/** The traffic that a rule matches for certain. Source: Amazon EC2 API, IpPermission (ports for TCP and UDP only, type and code for ICMP). */
export const trafficSetOf = perObject(make);

function make({ protocol, ports, icmpType, icmpCode, unknown }: Traffic): TrafficSet {
  if (protocol === 'all') return ALL_TRAFFIC;
  const start = startOf(protocol);
  if (hasPorts(protocol) && (ports.length > 0 || unknown !== undefined))
    return unionAll(ports.map(({ from, to }) => (from > to ? [] : [start + from, start + to + 1])));
  if (icmpType === undefined) return allOf(protocol);
  const first = start + icmpType * CODES + (icmpCode ?? 0);
  return [first, first + (icmpCode === undefined ? CODES : 1)];
}

/** The traffic that a rule may match: with unknown ports, all of its protocol. */
export const possibleTraffic = perObject((traffic: Traffic): Traffic => {
  const { unknown, ...known } = traffic;
  return unknown === undefined ? traffic : { ...known, ports: [] };
});

/** Whether `outer` matches all traffic that `inner` matches. */
export function coversTraffic(outer: Traffic, inner: Traffic): boolean {
  return subtract(trafficSetOf(inner), trafficSetOf(outer)).length === 0;
}

/** The number of a packet's traffic in the set. */
export function trafficNumber({ protocol, destinationPort, icmpType, icmpCode }: Packet): number {
  return startOf(protocol) + (destinationPort?.number ?? (icmpType === undefined ? 0 : icmpType * CODES + (icmpCode ?? 0)));
}

/** The traffic behind one number of the set, as an example packet. */
export interface TrafficSample {
  readonly protocol: Protocol;
  readonly port?: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
}

/** The traffic behind a number of the set. */
export function trafficAt(number: number): TrafficSample {
  const protocolNumber = Math.floor(number / PER_PROTOCOL);
  const protocol = protocolNumbered(protocolNumber);
  const rest = number % PER_PROTOCOL;
  if (hasPorts(protocol)) return { protocol, port: rest };
  return isIcmp(protocol) ? { protocol, icmpType: Math.floor(rest / CODES), icmpCode: rest % CODES } : { protocol };
}

/** The set as rules write it: one entry for each protocol, or a single `all` if the set is complete. */
export function trafficsOf(set: TrafficSet): readonly Traffic[] {
  if (set.length === 2 && set[0] === ALL_TRAFFIC[0] && set[1] === ALL_TRAFFIC[1]) return [{ protocol: 'all', ports: [] }];
  const found: Traffic[] = [];
  for (let number = 0; number < 256; number += 1) {
    const own = intersect(set, [number * PER_PROTOCOL, (number + 1) * PER_PROTOCOL]);
    if (own.length > 0) found.push(...trafficsWithin(protocolNumbered(number), own, number * PER_PROTOCOL));
  }
  return found;
}

function trafficsWithin(protocol: Protocol, own: TrafficSet, start: number): readonly Traffic[] {
  const whole = own[0] === start && own[1] === start + PER_PROTOCOL;
  if (whole || !(hasPorts(protocol) || isIcmp(protocol))) return [{ protocol, ports: [] }];
  if (hasPorts(protocol))
    return [{ protocol, ports: pairsOf(own).map(([from, to]) => ({ from: from - start, to: to - 1 - start })) }];
  return pairsOf(own).flatMap(([from, to]) => icmpTraffics(protocol, from - start, to - start));
}

/** One entry for each complete ICMP type; an incomplete type gives one entry for each code. */
function icmpTraffics(protocol: Protocol, from: number, to: number): readonly Traffic[] {
  const found: Traffic[] = [];
  for (let number = from; number < to; ) {
    const icmpType = Math.floor(number / CODES);
    const whole = number % CODES === 0 && number + CODES <= to;
    found.push({ protocol, ports: [], icmpType, ...(!whole && { icmpCode: number % CODES }) });
    number += whole ? CODES : 1;
  }
  return found;
}

/** The set as pairs of bounds. */
function pairsOf(set: TrafficSet): readonly (readonly [number, number])[] {
  return set.flatMap((from, index) => {
    const to = set[index + 1];
    return index % 2 === 0 && to !== undefined ? [[from, to] as const] : [];
  });
}

/**
 * From the traffic of replies, the traffic of the requests: an ICMP echo reply belongs to an echo request, and so on. One-way ICMP messages
 * are in no result. Ports are ignored: the destination port of a reply is the client's choice.
 */
export function askedBy(answers: TrafficSet): TrafficSet {
  const requests = EXCHANGES.map(({ request, reply }) =>
    intersect(answers, [reply, reply + CODES]).map((bound) => bound - reply + request),
  );
  return unionAll([subtract(answers, ALL_ICMP), ...requests]);
}

const ALL_ICMP: TrafficSet = union(allOf('icmp'), allOf('icmpv6'));

const EXCHANGES = ICMP_EXCHANGES.map(({ protocol, request, reply }) => ({
  request: startOf(protocol) + request * CODES,
  reply: startOf(protocol) + reply * CODES,
}));

/** The ICMP messages without a reply. */
export const ONE_WAY: TrafficSet = subtract(ALL_ICMP, unionAll(EXCHANGES.map(({ request }) => [request, request + CODES])));

/** All TCP and UDP: the protocols with ports. */
export const WITH_PORTS: TrafficSet = union(allOf('tcp'), allOf('udp'));

function startOf(protocol: Protocol): number {
  return (typeof protocol === 'number' ? protocol : PROTOCOL_NUMBERS[protocol]) * PER_PROTOCOL;
}

/** What is spoken between addresses of a family: ICMP between IPv4 addresses, ICMPv6 between IPv6 addresses. Source: RFC 792; RFC 4443. */
export const SPOKEN: Readonly<Record<Family, TrafficSet>> = {
  4: subtract(ALL_TRAFFIC, allOf('icmpv6')),
  6: subtract(ALL_TRAFFIC, allOf('icmp')),
};

/** The same packets in fewer words: what is not spoken between addresses of the family makes no difference. */
export function widest(set: TrafficSet, family: Family): TrafficSet {
  const wider = union(set, subtract(ALL_TRAFFIC, SPOKEN[family]));
  return wider.length < set.length ? wider : set;
}
