// Boxes of packets: subtract one from another, and pick a familiar example packet.
import { EXAMPLE_EXTERNAL_HOSTS } from '#language/aws/addresses.ts';
import { type Address, type Family, parseAddress } from '#language/network/address.ts';
import { includes, intersect, subtract } from './intervals.ts';
import type { AddressSet, PacketBox } from './packet-class.ts';
import { allOf, type TrafficSample, type TrafficSet, trafficAt } from './traffic-set.ts';

function isEmpty({ sources, destinations, traffic }: PacketBox): boolean {
  return sources.length === 0 || destinations.length === 0 || traffic.length === 0;
}

/** The box without the part: at most three boxes that do not overlap. */
export function boxesWithout(box: PacketBox, part: PacketBox): readonly PacketBox[] {
  const sources = intersect(box.sources, part.sources);
  const destinations = intersect(box.destinations, part.destinations);
  return [
    { ...box, sources: subtract(box.sources, part.sources) },
    { ...box, sources, destinations: subtract(box.destinations, part.destinations) },
    { sources, destinations, traffic: subtract(box.traffic, part.traffic) },
  ].filter((left) => !isEmpty(left));
}

const EXTERNAL_HOSTS = EXAMPLE_EXTERNAL_HOSTS.flatMap((text) => parseAddress(text) ?? []);
const EIGHTH = 7n;

/** An example address of the set: one reserved for documentation if the set has one, otherwise one near its start. `undefined` for an empty set. */
export function exampleAddress(set: AddressSet, family: Family): Address | undefined {
  const externalHost = EXTERNAL_HOSTS.find((address) => address.family === family && includes(set, address.bits));
  const [first] = set;
  if (externalHost !== undefined || first === undefined) return externalHost;
  return { family, bits: includes(set, first + EIGHTH) ? first + EIGHTH : first };
}

const port = (protocol: 'tcp' | 'udp', number: number): number => (allOf(protocol)[0] ?? 0) + number;
const echo = (protocol: 'icmp' | 'icmpv6', type: number): number => (allOf(protocol)[0] ?? 0) + type * 256;

/** The traffic that people try first. */
const FAMILIAR: readonly number[] = [
  ...[443, 80, 22, 3389, 5432, 8080].map((number) => port('tcp', number)),
  port('udp', 53),
  echo('icmp', 8),
  echo('icmpv6', 128),
];

/** Example traffic of the set: a familiar port or echo request if the set has one, otherwise its first element. `undefined` for an empty set. */
export function exampleTraffic(set: TrafficSet): TrafficSample | undefined {
  const index = FAMILIAR.find((familiar) => includes(set, familiar)) ?? set[0];
  return index === undefined ? undefined : trafficAt(index);
}
