// What a filter lets through, where the text does not know all of its rules: three-valued, for all traffic between two addresses.
import type { Packet, PortRange } from '#language/network/traffic.ts';
import { includes, intersect, subtract } from './intervals.ts';
import { portsOf } from './match.ts';
import { ALL_TRAFFIC, allOf, type TrafficSet, trafficNumber, trafficSetOf, trafficsOf } from './traffic-set.ts';

/** The traffic that passes for certain, and the traffic that may pass. What is in the second only is unknown, what is in neither is denied. */
export interface Passing {
  readonly certain: TrafficSet;
  readonly possible: TrafficSet;
}

/** The ports that a packet may have, after the filters so far. */
export interface PortsLeft {
  readonly certain: readonly PortRange[];
  readonly possible: readonly PortRange[];
}

/** What a filter does with a packet. `some-ports`: it denies some of the ports that may be in use, and allows others. */
export type Outcome = 'pass' | 'some-ports' | 'unknown' | 'deny';

/** What the filter does with a packet that has one port, or none. */
export function outcomeFor({ certain, possible }: Passing, packet: Packet): Outcome {
  const number = trafficNumber(packet);
  if (includes(certain, number)) return 'pass';
  return includes(possible, number) ? 'unknown' : 'deny';
}

/** What the filter does with a packet whose destination port may be any of those that are left, and which are left then. */
export function outcomeForPorts(
  { certain, possible }: Passing,
  { protocol, destinationPort }: Packet,
  before: PortsLeft,
): { readonly outcome: Outcome; readonly left: PortsLeft } {
  const setOf = (ports: readonly PortRange[]): TrafficSet => (ports.length === 0 ? [] : trafficSetOf({ protocol, ports }));
  const own = { certain: intersect(setOf(before.certain), certain), possible: intersect(setOf(before.possible), possible) };
  const left = { certain: rangesOf(own.certain), possible: rangesOf(own.possible) };
  if (own.possible.length === 0) return { outcome: 'deny', left };
  if (own.certain.length === 0) return { outcome: 'unknown', left };
  const usual = destinationPort === undefined ? allOf(protocol) : setOf([destinationPort.usual ?? destinationPort.range]);
  const lost = (all: TrafficSet, kept: TrafficSet): boolean => intersect(subtract(all, kept), usual).length > 0;
  if (lost(setOf(before.possible), own.possible)) return { outcome: 'some-ports', left };
  return { outcome: lost(setOf(before.certain), own.certain) ? 'unknown' : 'pass', left };
}

function rangesOf(set: TrafficSet): readonly PortRange[] {
  return trafficsOf(set).flatMap(portsOf);
}

/** All traffic with which the filter does the same as with this one. */
export function sameOutcome({ certain, possible }: Passing, outcome: Outcome): TrafficSet {
  switch (outcome) {
    case 'pass':
      return certain;
    case 'unknown':
      return subtract(possible, certain);
    case 'deny':
      return subtract(ALL_TRAFFIC, possible);
    case 'some-ports':
      return [];
  }
}
