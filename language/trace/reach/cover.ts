// All packets of a box, by one trace for each packet class: the trace is valid for every packet of its class.
import type { Address, Family } from '#language/network/address.ts';
import { spend } from '#language/network/budget.ts';
import type { Network } from '#language/network/network.ts';
import { boxesWithout, exampleAddress, exampleTraffic } from '#language/packets/box.ts';
import { intersect } from '#language/packets/intervals.ts';
import type { AddressSet, PacketBox } from '#language/packets/packet-class.ts';
import { SPOKEN } from '#language/packets/traffic-set.ts';
import type { ConnectionEnd } from '#language/trace/connection-end.ts';
import type { SourcePorts } from '#language/trace/journal.ts';
import type { Trace } from '#language/trace/result.ts';
import { explore } from '#language/trace/trace.ts';

/** One end of a query about many packets: a resource with its address, or external hosts with many addresses. */
export interface Side {
  readonly family: Family;
  readonly addresses: AddressSet;
  readonly at: (address: Address) => ConnectionEnd;
}

/** A packet class. `trace` is that of one of its packets. Without it, the search stopped before these packets. */
export interface Region {
  readonly box: PacketBox;
  readonly trace: Trace | undefined;
}

/** The search stops after this number of packet classes between two ends. The rest is unknown. */
const MOST_REGIONS = 4096;

/** What it costs to begin a class, apart from its trace. */
const STEPS_PER_CLASS = 4;

/** All packets of the traffic between two ends, in regions that do not overlap. */
export function cover(
  network: Network,
  from: Side,
  to: Side,
  traffic: PacketBox['traffic'],
  ports: SourcePorts,
): Iterable<Region> {
  return coverBoxes(network, from, to, [{ sources: from.addresses, destinations: to.addresses, traffic }], ports);
}

/** The same for some of the packets between two ends: boxes that do not overlap. Ends after `MOST_REGIONS` regions. */
export function* coverBoxes(
  network: Network,
  from: Side,
  to: Side,
  boxes: readonly PacketBox[],
  ports: SourcePorts,
): Iterable<Region> {
  const left = boxes.map((box) => ({ ...box, traffic: intersect(box.traffic, SPOKEN[from.family]) }));
  for (let found = 0; ; found += 1) {
    const box = left.pop();
    if (box === undefined) return;
    const source = exampleAddress(box.sources, from.family);
    const destination = exampleAddress(box.destinations, to.family);
    const sample = exampleTraffic(box.traffic);
    if (source === undefined || destination === undefined || sample === undefined) continue;
    if (found === MOST_REGIONS) {
      yield { box, trace: undefined };
      for (const rest of left) yield { box: rest, trace: undefined };
      return;
    }
    spend(STEPS_PER_CLASS);
    const query = { from: from.at(source), to: to.at(destination), ...sample };
    const { trace, packets } = explore(network, query, ports, box);
    yield { box: packets, trace };
    left.push(...boxesWithout(box, packets).toReversed());
  }
}
