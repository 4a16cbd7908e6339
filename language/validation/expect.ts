// An expectation → whether it holds, and a counterexample if it does not.

import type { Expectation, Selector } from '#language/network/claim.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic, type Traffic } from '#language/network/traffic.ts';
import { intersect, subtract, unionAll } from '#language/packets/intervals.ts';
import { ALL_TRAFFIC, type TrafficSet, trafficSetOf, trafficsOf } from '#language/packets/traffic-set.ts';
import { headline, pathOf, verdictText } from '#language/trace/headline.ts';
import { cover, type Region, type Side } from '#language/trace/reach/cover.ts';
import { type NamedSide, sidesOf } from '#language/trace/reach/sides.ts';
import type { Trace } from '#language/trace/result.ts';
import { capitalized } from './wording.ts';

/** The result of an expectation. `why` is one sentence, also for an expectation that holds. */
export interface Judgement {
  readonly expectation: Expectation;
  readonly holds: boolean;
  /** The trace of a packet that contradicts the expectation. */
  readonly counterexample?: Trace;
  /** The trace of one packet that the expectation covers, if it holds. */
  readonly example?: Trace;
  readonly why: string;
}

/**
 * Evaluates an expectation for all packets that it covers. `reaches`: every named sender must reach every named port from every source
 * port in use; `internet` means one external host. `never reaches` and `only on`: no address of a sender may get through with any
 * packet that is not allowed; `internet` means every external address.
 */
export function judge(network: Network, expectation: Expectation): Judgement {
  const { from, to, claim, traffic } = expectation;
  const named = traffic.length > 0 ? unionAll(traffic.map(trafficSetOf)) : ALL_TRAFFIC;
  const everyPair = pairsBetween(network, from, to, 'all');
  if (everyPair.length === 0)
    return { expectation, holds: false, why: `No address of ${from.text} can connect to an address of ${to.text}.` };
  if (claim === 'never-reaches') return judgeNever(network, expectation, everyPair, named);
  const positive = judgeReaches(network, expectation, pairsBetween(network, from, to, 'one'), named);
  if (claim === 'reaches' || !positive.holds) return positive;
  return judgeNever(network, expectation, everyPair, subtract(ALL_TRAFFIC, named));
}

type Pair = readonly [from: Side, to: Side];

/** Every sender with every receiver of the same address family, but no interface with itself. */
function pairsBetween(network: Network, from: Selector, to: Selector, internet: 'all' | 'one'): readonly Pair[] {
  const receivers = sidesOf(network, to, internet);
  return sidesOf(network, from, internet).flatMap((sender) =>
    receivers.filter((receiver) => canMeet(sender, receiver)).map((receiver): Pair => [sender.side, receiver.side]),
  );
}

function canMeet(a: NamedSide, b: NamedSide): boolean {
  return a.side.family === b.side.family && (a.interface === undefined || a.interface !== b.interface);
}

function judgeReaches(network: Network, expectation: Expectation, all: readonly Pair[], named: TrafficSet): Judgement {
  let shown: Trace | undefined;
  for (const [from, to] of all) {
    const { delivered, failed } = tryAll(cover(network, from, to, named, 'all'), expectation.traffic.length > 0);
    if (failed !== undefined) return { expectation, holds: false, counterexample: failed, why: sentence(failed) };
    if (delivered === undefined) continue;
    const missed = firstMissed(delivered, expectation.via);
    if (missed !== undefined) {
      return {
        expectation,
        holds: false,
        counterexample: delivered,
        why: `The packet arrives without passing ${shortName(missed)}: ${headline(delivered)}.`,
      };
    }
    shown = delivered;
  }
  if (shown === undefined) return { expectation, holds: true, why: 'There is no packet to check.' };
  return holding(expectation, shown);
}

/** The text of an expectation that holds is made when it is read, because most callers only need `holds`. */
function holding(expectation: Expectation, example: Trace): Judgement {
  return {
    expectation,
    holds: true,
    example,
    get why(): string {
      return `${headline(example)}.`;
    },
  };
}

/** All named traffic must arrive. Without named traffic one delivered packet is enough; if there is none, the first failure is the result. */
function tryAll(
  regions: Iterable<Region>,
  isNamed: boolean,
): { readonly delivered?: Trace | undefined; readonly failed?: Trace | undefined } {
  let delivered: Trace | undefined;
  let failed: Trace | undefined;
  for (const { trace: found } of regions) {
    if (found?.verdict === 'delivered') delivered ??= found;
    else failed ??= found;
    if (isNamed ? failed !== undefined : delivered !== undefined) break;
  }
  return { delivered, failed: isNamed || delivered === undefined ? failed : undefined };
}

function judgeNever(network: Network, expectation: Expectation, all: readonly Pair[], forbidden: TrafficSet): Judgement {
  let example: Trace | undefined;
  for (const [from, to] of all) {
    for (const region of cover(network, from, to, forbidden, 'any')) {
      if (region.trace?.verdict !== 'dropped') return broken(expectation, region);
      example ??= region.trace;
    }
  }
  return {
    expectation,
    holds: true,
    ...(example && { example }),
    why: expectation.claim === 'reaches-only' ? 'No other port is reachable.' : 'No such connection succeeds.',
  };
}

function broken(expectation: Expectation, { box, trace: found }: Region): Judgement {
  if (found === undefined) return { expectation, holds: false, why: 'Unknown: there are too many paths to check all of them.' };
  const result = found.verdict === 'unknown' ? 'This cannot be ruled out' : `${trafficText(box.traffic, found)} gets through`;
  return { expectation, holds: false, counterexample: found, why: `${result}: ${headline(found)}.` };
}

/** The traffic of the packet class that gets through, limited to the protocol of the example packet. */
function trafficText(packetClass: TrafficSet, { packet: { protocol } }: Trace): string {
  const own: Traffic = { protocol, ports: [] };
  const [first = own] = trafficsOf(intersect(packetClass, trafficSetOf(own)));
  return formatTraffic(first);
}

function sentence(failed: Trace): string {
  const text = failed.verdict === 'dropped' ? verdictText(failed) : headline(failed);
  return `${capitalized(text)}${text.endsWith('.') ? '' : '.'}`;
}

/** The first resource of `via` that the packet did not pass in this order. */
function firstMissed(found: Trace, via: readonly EntityId[]): EntityId | undefined {
  if (via.length === 0) return undefined;
  const passed = placesOf(found);
  let from = 0;
  for (const wanted of via) {
    const index = passed.indexOf(wanted, from);
    if (index < 0) return wanted;
    from = index + 1;
  }
  return undefined;
}

function placesOf(found: Trace): readonly EntityId[] {
  const next = found.nextConnections.find(({ verdict }) => verdict === 'delivered');
  const own = found.forward.map(({ at }) => at);
  const collapsed = own.filter((at, index) => own[index - 1] !== at);
  return next === undefined ? [...collapsed, ...pathOf(found).slice(-1)] : [...collapsed, ...placesOf(next)];
}
