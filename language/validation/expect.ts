// An expectation → whether it holds, and a counterexample if it does not.

import { formatAddress } from '#language/network/address.ts';
import type { Expectation, Selector } from '#language/network/claim.ts';
import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic, type Traffic } from '#language/network/traffic.ts';
import { unknownSentence } from '#language/network/unknown.ts';
import { intersect, subtract, unionAll } from '#language/packets/intervals.ts';
import { ALL_TRAFFIC, ONE_WAY, type TrafficSet, trafficSetOf, trafficsOf } from '#language/packets/traffic-set.ts';
import { firstOfAlike, pairsApart } from '#language/trace/alike.ts';
import { headline, verdictText } from '#language/trace/headline.ts';
import { unknownAddresses } from '#language/trace/hidden-ends.ts';
import { cover, type Region, type Side } from '#language/trace/reach/cover.ts';
import { type NamedParty, namedParties, namedSenders, sideOf } from '#language/trace/reach/sides.ts';
import type { Trace } from '#language/trace/result.ts';
import { opener } from '#language/trace/trace.ts';
import { allPairs, type Pair, waysBetween } from '#language/trace/ways.ts';
import { type Asked, reaches } from './judge-reaches.ts';
import { judgeByName, judgeResolves } from './judge-resolves.ts';
import type { Judgement } from './judgement.ts';
import { capitalized } from './wording.ts';

/**
 * Evaluates an expectation for all packets that it covers. `reaches`: every named sender must reach every named port from every source
 * port in use; `internet` means one external host. `never reaches` and `only on`: no address of a sender may get through with any
 * packet that is not allowed; `internet` means every external address.
 */
export function judge(network: Network, expectation: Expectation): Judgement {
  if (expectation.claim === 'resolves' || expectation.claim === 'never-resolves')
    return judgeResolves(network, expectation, judge);
  if (expectation.to.kind === 'name') return judgeByName(network, expectation, expectation.to.name, judge);
  const { from, to, traffic } = expectation;
  const named = traffic.length > 0 ? unionAll(traffic.map(trafficSetOf)) : ALL_TRAFFIC;
  const everyPair = pairsBetween(network, from, to, 'all').flatMap((pair) => sidesBetween(network, pair));
  if (everyPair.length === 0) return withoutAddress(network, expectation);
  const judged = judgeKnown(network, expectation, everyPair, named);
  const unknown = judged.holds ? (unknownAddresses(network, from) ?? unknownAddresses(network, to)) : undefined;
  return unknown === undefined ? judged : { expectation, holds: false, isUnknown: true, why: unknownSentence(unknown) };
}

/** For all named resources of which the text knows an address. */
function judgeKnown(network: Network, expectation: Expectation, everyPair: readonly Sides[], named: TrafficSet): Judgement {
  const { from, to, claim, traffic } = expectation;
  if (claim === 'never-reaches') return judgeNever(network, expectation, everyPair, named);
  // Without named traffic, a message to which nobody replies does not show that two ends can communicate.
  const wanted = traffic.length > 0 ? named : subtract(ALL_TRAFFIC, ONE_WAY);
  const positive = judgeReaches(network, expectation, pairsBetween(network, from, to, 'one'), wanted);
  if (claim === 'reaches' || !positive.holds) return positive;
  return judgeNever(network, expectation, everyPair, subtract(ALL_TRAFFIC, named));
}

function withoutAddress(network: Network, expectation: Expectation): Judgement {
  const { from, to } = expectation;
  const unknown = [from, to].flatMap((selector) => unknownAddresses(network, selector) ?? [])[0];
  const why = unknown === undefined ? nobody(expectation) : unknownSentence(unknown);
  return { expectation, holds: false, isUnknown: unknown !== undefined, why };
}

function nobody({ from, to }: Expectation): string {
  return `No address of ${from.text} can connect to an address of ${to.text}.`;
}

type Parties = readonly [from: NamedParty, to: NamedParty];

/** Every sender with every receiver, of those that are alike the first. */
function pairsBetween(network: Network, from: Selector, to: Selector, internet: 'all' | 'one'): readonly Parties[] {
  return pairsApart(
    network,
    // Whatever has an address in an area must not get through; what opens no connections need not.
    internet === 'all' ? namedParties(network, from, 'all') : namedSenders(network, from),
    namedParties(network, to, internet),
    ({ party }) => party,
  ).map((pair): Parties => [pair.from, pair.to]);
}

type Sides = readonly [from: Side, to: Side];

/** Every address of the one with every address of the other, and with those that its name leads to. */
function sidesBetween(network: Network, [from, to]: Parties): readonly Sides[] {
  const byName = waysBetween(network, from.party, to.party, opener(network, 'any')).flatMap(({ pairs }) => pairs);
  const all = [...allPairs(from.party, to.party), ...byName];
  const unique = new Map(all.map((pair) => [keyOf(pair), pair]));
  return firstOfAlike(network, [...unique.values()]).map(
    ([sender, receiver]): Sides => [sideOf(from, sender), sideOf(to, receiver, sender)],
  );
}

function keyOf([from, to]: Pair): string {
  return `${from.interface?.id} ${formatAddress(from.address)} ${to.interface?.id} ${formatAddress(to.written ?? to.address)}`;
}

function judgeReaches(network: Network, expectation: Expectation, all: readonly Parties[], traffic: TrafficSet): Judgement {
  const asked: Asked = { traffic, needsAll: expectation.traffic.length > 0, via: expectation.via };
  let shown: Trace | undefined;
  let unknown: Judgement | undefined;
  for (const [from, to] of all) {
    const reached = reaches(network, from, to, asked);
    switch (reached.result) {
      case 'fails': {
        const failed = failing(expectation, reached.failed, sentence(reached.failed));
        if (!failed.isUnknown) return { ...failed, failedCall: reached.call };
        unknown ??= failed;
        break;
      }
      case 'bypasses': {
        const why = `The packet arrives without passing ${shortName(reached.missed)}: ${headline(reached.failed)}.`;
        return failing(expectation, reached.failed, why);
      }
      case 'too-much':
        unknown ??= { expectation, holds: false, isUnknown: true, why: TOO_MUCH };
        break;
      case 'not-spoken':
        return { expectation, holds: false, isUnknown: false, why: notSpoken(expectation) };
      case 'arrives':
        shown = reached.example;
        break;
      case 'no-packet':
    }
  }
  if (unknown !== undefined) return unknown;
  if (shown === undefined) return { expectation, holds: false, isUnknown: false, why: nobody(expectation) };
  return holding(expectation, shown);
}

function failing(expectation: Expectation, counterexample: Trace, why: string): Judgement {
  return { expectation, holds: false, isUnknown: counterexample.verdict === 'unknown', counterexample, why };
}

function notSpoken({ from, to, traffic }: Expectation): string {
  return `${traffic.map(formatTraffic).join(', ')} is not spoken between the addresses of ${from.text} and ${to.text}.`;
}

const TOO_MUCH = 'Unknown: there are too many paths to check all of them.';

/** The text of an expectation that holds is made when it is read, because most callers only need `holds`. */
function holding(expectation: Expectation, example: Trace): Judgement {
  return {
    expectation,
    holds: true,
    isUnknown: false,
    example,
    get why(): string {
      return withFullStop(headline(example));
    },
  };
}

function judgeNever(network: Network, expectation: Expectation, all: readonly Sides[], forbidden: TrafficSet): Judgement {
  let example: Trace | undefined;
  let unknown: Judgement | undefined;
  for (const [from, to] of all) {
    for (const region of cover(network, from, to, forbidden, 'any')) {
      if (region.trace?.verdict === 'dropped') {
        example ??= region.trace;
        continue;
      }
      const failed = broken(expectation, region);
      if (!failed.isUnknown) return failed;
      unknown ??= failed;
    }
  }
  if (unknown !== undefined) return unknown;
  return {
    expectation,
    holds: true,
    isUnknown: false,
    ...(example && { example }),
    why: expectation.claim === 'reaches-only' ? 'No other port is reachable.' : 'No such connection succeeds.',
  };
}

function broken(expectation: Expectation, { box, trace: found }: Region): Judgement {
  if (found === undefined) return { expectation, holds: false, isUnknown: true, why: TOO_MUCH };
  const result = found.verdict === 'unknown' ? 'This cannot be ruled out' : `${trafficText(box.traffic, found)} gets through`;
  return failing(expectation, found, withFullStop(`${result}: ${headline(found)}`));
}

/** The traffic of the packet class that gets through, limited to the protocol of the example packet. */
function trafficText(packetClass: TrafficSet, { packet: { protocol } }: Trace): string {
  const own: Traffic = { protocol, ports: [] };
  const [first = own] = trafficsOf(intersect(packetClass, trafficSetOf(own)));
  return formatTraffic(first);
}

function sentence(failed: Trace): string {
  const text = failed.verdict === 'unknown' ? headline(failed) : verdictText(failed);
  return withFullStop(capitalized(text));
}

function withFullStop(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
