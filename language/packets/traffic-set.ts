// Traffic as a set on one line of numbers: 65,536 places for each IP protocol, taken by its ports or by its ICMP types and codes.
import { hasPorts, type Packet, type Protocol, type Traffic } from '#language/network/traffic.ts';
import { type Intervals, intersect, subtract, union, unionAll } from './intervals.ts';

/** A set of (protocol, destination port) or (ICMP, type and code). */
export type TrafficSet = Intervals<number>;

const PLACES = 65_536;
const CODES = 256;
const NUMBERS = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const;
const NAMES: ReadonlyMap<number, Protocol> = new Map([
  [NUMBERS.icmp, 'icmp'],
  [NUMBERS.tcp, 'tcp'],
  [NUMBERS.udp, 'udp'],
  [NUMBERS.icmpv6, 'icmpv6'],
]);

/** Every packet there is. */
export const ALL_TRAFFIC: TrafficSet = [0, 256 * PLACES];

/** All of one protocol. */
export function allOf(protocol: Protocol): TrafficSet {
  const start = startOf(protocol);
  return [start, start + PLACES];
}

/** What a rule speaks of. Source: Amazon EC2 API, IpPermission (ports only for TCP and UDP, type and code for ICMP). */
export function trafficSetOf(traffic: Traffic): TrafficSet {
  const known = KNOWN.get(traffic);
  if (known !== undefined) return known;
  const made = make(traffic);
  KNOWN.set(traffic, made);
  return made;
}

const KNOWN = new WeakMap<Traffic, TrafficSet>();

function make({ protocol, ports, icmpType, icmpCode }: Traffic): TrafficSet {
  if (protocol === 'all') return ALL_TRAFFIC;
  const start = startOf(protocol);
  if (hasPorts(protocol) && ports.length > 0)
    return unionAll(ports.map(({ from, to }) => (from > to ? [] : [start + from, start + to + 1])));
  if (icmpType === undefined) return allOf(protocol);
  const first = start + icmpType * CODES + (icmpCode ?? 0);
  return [first, first + (icmpCode === undefined ? CODES : 1)];
}

/** The place of a packet on the line. */
export function placeOfTraffic({ protocol, destinationPort, icmpType, icmpCode }: Packet): number {
  return startOf(protocol) + (destinationPort?.number ?? (icmpType === undefined ? 0 : icmpType * CODES + (icmpCode ?? 0)));
}

/** The traffic at one place of the line: a packet that stands for it. */
export interface TrafficSample {
  readonly protocol: Protocol;
  readonly port?: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
}

/** What lies at a place of the line. */
export function trafficAt(place: number): TrafficSample {
  const number = Math.floor(place / PLACES);
  const protocol = NAMES.get(number) ?? number;
  const rest = place % PLACES;
  if (hasPorts(protocol)) return { protocol, port: rest };
  return isIcmp(protocol) ? { protocol, icmpType: Math.floor(rest / CODES), icmpCode: rest % CODES } : { protocol };
}

/** The set in the words of rules: one traffic for each protocol, `all` where nothing is missing. */
export function trafficsOf(set: TrafficSet): readonly Traffic[] {
  if (set.length === 2 && set[0] === ALL_TRAFFIC[0] && set[1] === ALL_TRAFFIC[1]) return [{ protocol: 'all', ports: [] }];
  const found: Traffic[] = [];
  for (let number = 0; number < 256; number += 1) {
    const own = intersect(set, [number * PLACES, (number + 1) * PLACES]);
    if (own.length > 0) found.push(...trafficsWithin(NAMES.get(number) ?? number, own, number * PLACES));
  }
  return found;
}

function trafficsWithin(protocol: Protocol, own: TrafficSet, start: number): readonly Traffic[] {
  const whole = own[0] === start && own[1] === start + PLACES;
  if (whole || !(hasPorts(protocol) || isIcmp(protocol))) return [{ protocol, ports: [] }];
  if (hasPorts(protocol))
    return [{ protocol, ports: pairsOf(own).map(([from, to]) => ({ from: from - start, to: to - 1 - start })) }];
  return pairsOf(own).flatMap(([from, to]) => icmpTraffics(protocol, from - start, to - start));
}

/** Whole types first as such; what is left of a type, code by code. */
function icmpTraffics(protocol: Protocol, from: number, to: number): readonly Traffic[] {
  const found: Traffic[] = [];
  for (let place = from; place < to; ) {
    const icmpType = Math.floor(place / CODES);
    const whole = place % CODES === 0 && place + CODES <= to;
    found.push({ protocol, ports: [], icmpType, ...(!whole && { icmpCode: place % CODES }) });
    place += whole ? CODES : 1;
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
 * Of what is asked on the way back, what was sent on the way there: an ICMP echo reply (0, ICMPv6 129) answers a request (8, 128), every
 * other message comes back as it went. Ports are no matter here: those of an answer are the client's.
 */
export function askedBy(answers: TrafficSet): TrafficSet {
  return ECHOES.reduce((set, { request, reply }) => {
    const shifted = intersect(answers, [reply, reply + CODES]).map((bound) => bound - reply + request);
    return union(subtract(set, [request, request + CODES]), shifted);
  }, answers);
}

const ECHOES = [
  { request: NUMBERS.icmp * PLACES + 8 * CODES, reply: NUMBERS.icmp * PLACES },
  { request: NUMBERS.icmpv6 * PLACES + 128 * CODES, reply: NUMBERS.icmpv6 * PLACES + 129 * CODES },
] as const;

/** All TCP and UDP: the protocols with ports. */
export const WITH_PORTS: TrafficSet = union(allOf('tcp'), allOf('udp'));

function isIcmp(protocol: Protocol): boolean {
  return protocol === 'icmp' || protocol === 'icmpv6';
}

function startOf(protocol: Protocol): number {
  return (typeof protocol === 'number' ? protocol : NUMBERS[protocol]) * PLACES;
}
