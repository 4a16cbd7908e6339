// `reaches` for one sender and one receiver: for each packet, one address that works is enough, and there everything that AWS may choose.
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { boxesWithout, exampleAddress, exampleTraffic } from '#language/packets/box.ts';
import { intersect, unionAll } from '#language/packets/intervals.ts';
import type { PacketBox } from '#language/packets/packet-class.ts';
import { SPOKEN, type TrafficSet } from '#language/packets/traffic-set.ts';
import { firstOfAlike } from '#language/trace/alike.ts';
import { type CallRequest, traceCall } from '#language/trace/call.ts';
import type { Party } from '#language/trace/party.ts';
import { coverBoxes, type Side } from '#language/trace/reach/cover.ts';
import { calledOutside, type NamedParty, sideOf } from '#language/trace/reach/sides.ts';
import type { Trace } from '#language/trace/result.ts';
import { opener } from '#language/trace/trace.ts';
import { type Way, waysBetween } from '#language/trace/ways.ts';
import { missedOf } from './via.ts';

/** What is asked: all of this traffic, or any of it, and the places to pass. */
export interface Asked {
  readonly traffic: TrafficSet;
  /** Without named traffic one packet that arrives from and to each address is enough. */
  readonly needsAll: boolean;
  readonly via: readonly EntityId[];
}

/** The trace of a packet that arrives, or that of one that does not. */
export type Reached =
  | { readonly result: 'arrives'; readonly example: Trace }
  | { readonly result: 'fails'; readonly failed: Trace; readonly call: CallRequest }
  /** It arrives without passing this place. */
  | { readonly result: 'bypasses'; readonly failed: Trace; readonly missed: EntityId }
  | { readonly result: 'too-much' }
  /** Nothing of the traffic is spoken between their addresses: ICMPv6 between IPv4 addresses. */
  | { readonly result: 'not-spoken' }
  /** They have no addresses of one family. */
  | { readonly result: 'no-packet' };

/** Whether the packets get from one to the other. */
export function reaches(network: Network, from: NamedParty, to: NamedParty, asked: Asked): Reached {
  const ways = waysBetween(network, from.party, to.party, opener(network, 'all')).filter(({ bypassesName }) => !bypassesName);
  const families = new Set(ways.flatMap(({ pairs }) => pairs.map(([sender]) => sender.address.family)));
  const traffic = intersect(asked.traffic, unionAll([...families].map((family) => SPOKEN[family])));
  if (ways.length > 0 && traffic.length === 0) return { result: 'not-spoken' };
  let left: readonly PacketBox[] = [{ sources: addressesOf(from), destinations: destinationsOf(from, to), traffic }];
  let example: Trace | undefined;
  let bypassing: Extract<Reached, { result: 'bypasses' }> | undefined;
  if (ways.length === 0) return { result: 'no-packet' };
  for (const way of ways) {
    const tried = alongWay(network, [from, to], way, left, asked.via);
    bypassing ??= tried.bypassing;
    example ??= tried.example;
    // If any traffic is enough, addresses from and to which some arrives are done.
    const done = asked.needsAll ? tried.arriving : tried.arriving.map((box) => ({ ...box, traffic }));
    left = done.reduce((boxes, one) => boxes.flatMap((box) => boxesWithout(box, one)), left);
    if (left.length === 0) break;
  }
  if (example !== undefined && left.length === 0) return { result: 'arrives', example };
  return bypassing ?? failures(network, from, to, left);
}

/** Packets of a call, whichever interfaces AWS takes: an internal end is one address. */
const INSIDE = [0n, 1n];

function addressesOf({ outside }: NamedParty): PacketBox['sources'] {
  return outside?.addresses ?? INSIDE;
}

/** The addresses of an external receiver; without those that the VPC of the sender has itself. */
function destinationsOf({ party: { ends } }: NamedParty, to: NamedParty): PacketBox['destinations'] {
  return calledOutside(ends[0]?.interface?.subnet.vpc, to)?.addresses ?? INSIDE;
}

interface Tried {
  /** What arrives by all pairs of the way. */
  readonly arriving: readonly PacketBox[];
  readonly example: Trace | undefined;
  readonly bypassing: Extract<Reached, { result: 'bypasses' }> | undefined;
}

function alongWay(
  network: Network,
  [from, to]: readonly [NamedParty, NamedParty],
  { pairs }: Way,
  boxes: readonly PacketBox[],
  via: readonly EntityId[],
): Tried {
  let arriving = boxes;
  let example: Trace | undefined;
  let bypassing: Tried['bypassing'];
  for (const [sender, receiver] of firstOfAlike(network, pairs)) {
    const sides = [sideOf(from, sender), sideOf(to, receiver, sender)] as const;
    const next: PacketBox[] = [];
    for (const { box, trace } of coverBoxes(
      network,
      ...sides,
      arriving.map((one) => onSides(one, sides)),
      'all',
    )) {
      if (trace?.verdict !== 'delivered') continue;
      const missed = missedOf(trace, via);
      if (missed !== undefined) bypassing ??= { result: 'bypasses', failed: trace, missed };
      else {
        next.push(offSides(box, from, to));
        example ??= trace;
      }
    }
    arriving = next;
    if (arriving.length === 0) break;
  }
  return { arriving, example: arriving.length > 0 ? example : undefined, bypassing };
}

function onSides({ sources, destinations, traffic }: PacketBox, [from, to]: readonly [Side, Side]): PacketBox {
  return {
    sources: sources === INSIDE ? from.addresses : sources,
    destinations: destinations === INSIDE ? to.addresses : destinations,
    traffic,
  };
}

function offSides(box: PacketBox, from: NamedParty, to: NamedParty): PacketBox {
  return {
    sources: from.outside === undefined ? INSIDE : box.sources,
    destinations: to.outside === undefined ? INSIDE : box.destinations,
    traffic: box.traffic,
  };
}

/** The call with one of the packets that do not arrive, for certain if there is one. */
function failures(network: Network, from: NamedParty, to: NamedParty, boxes: readonly PacketBox[]): Reached {
  let first: Reached | undefined;
  for (const box of boxes) {
    const found = failure(network, from, to, box);
    if (found.result === 'fails' && found.failed.verdict !== 'unknown') return found;
    if (first === undefined || first.result === 'no-packet') first = found;
  }
  return first ?? { result: 'no-packet' };
}

function failure(network: Network, from: NamedParty, to: NamedParty, box: PacketBox): Reached {
  const sample = exampleTraffic(box.traffic);
  if (sample === undefined) return { result: 'no-packet' };
  const call: CallRequest = { from: partyIn(from, box.sources), to: partyIn(to, box.destinations), sending: () => sample };
  const failed = traceCall(network, call.from, call.to, call.sending)?.trace;
  if (failed === undefined) return { result: 'no-packet' };
  return failed.verdict === 'delivered' ? { result: 'too-much' } : { result: 'fails', failed, call };
}

function partyIn({ party, outside }: NamedParty, addresses: PacketBox['sources']): Party {
  const address = outside && exampleAddress(addresses, outside.family);
  return outside === undefined || address === undefined ? party : { ...party, ends: [outside.at(address)] };
}
