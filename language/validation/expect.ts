// A claim → whether it holds, and the packet that proves it wrong where it does not.

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

/** What became of a claim. `why` is one sentence, also for a claim that holds. */
export interface Judgement {
  readonly expectation: Expectation;
  readonly holds: boolean;
  /** The packet that proves it wrong. */
  readonly counterexample?: Trace;
  /** Where it holds, one of the packets that it speaks of. */
  readonly example?: Trace;
  readonly why: string;
}

/**
 * Judges a claim for all packets that it speaks of. `reaches`: everybody it names, with every port it names, from every source port in use;
 * `internet` stands for a stranger there. `never reaches` and `only on`: nobody by any means, every address of the internet included.
 */
export function judge(network: Network, expectation: Expectation): Judgement {
  const { from, to, claim, traffic } = expectation;
  const named = traffic.length > 0 ? unionAll(traffic.map(trafficSetOf)) : ALL_TRAFFIC;
  const everyPair = pairsBetween(network, from, to, 'all');
  if (everyPair.length === 0)
    return { expectation, holds: false, why: `${from.text} and ${to.text} have no addresses that could talk to each other.` };
  if (claim === 'never-reaches') return judgeNever(network, expectation, everyPair, named);
  const positive = judgeReaches(network, expectation, pairsBetween(network, from, to, 'one'), named);
  if (claim === 'reaches' || !positive.holds) return positive;
  return judgeNever(network, expectation, everyPair, subtract(ALL_TRAFFIC, named));
}

type Pair = readonly [from: Side, to: Side];

/** Every sender with every receiver of its address family, nobody with itself. */
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
        why: `The packet gets there without passing ${shortName(missed)}: ${headline(delivered)}.`,
      };
    }
    shown = delivered;
  }
  if (shown === undefined) return { expectation, holds: true, why: 'Nothing to reach.' };
  return holding(expectation, shown);
}

/** A claim that holds finds its words when somebody reads them: most claims hold, and are asked for no more. */
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

/** Named traffic must all arrive; of unnamed traffic one kind is enough, and the first that was tried is shown if none does. */
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
    why:
      expectation.claim === 'reaches-only'
        ? 'These ports and no others get through.'
        : 'No such packet gets through and is answered.',
  };
}

function broken(expectation: Expectation, { box, trace: found }: Region): Judgement {
  if (found === undefined)
    return { expectation, holds: false, why: 'There are more ways than can be looked at, so it cannot be ruled out: unknown.' };
  const unknownReason =
    found.verdict === 'unknown' ? 'It cannot be ruled out' : `${trafficText(box.traffic, found)} gets through`;
  return { expectation, holds: false, counterexample: found, why: `${unknownReason}: ${headline(found)}.` };
}

/** Of what gets through alike, the protocol of the packet that is shown. */
function trafficText(alike: TrafficSet, { packet: { protocol } }: Trace): string {
  const own: Traffic = { protocol, ports: [] };
  const [first = own] = trafficsOf(intersect(alike, trafficSetOf(own)));
  return formatTraffic(first);
}

function sentence(failed: Trace): string {
  const text = failed.verdict === 'dropped' ? verdictText(failed) : headline(failed);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

/** The first thing that the packet should have passed and did not, in this order. */
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
