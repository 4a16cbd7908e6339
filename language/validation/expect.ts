// A claim → whether it holds, and the packet that proves it wrong where it does not.

import type { Prefix } from '#language/network/address.ts';
import type { Expectation, Selector } from '#language/network/claim.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Network, Vpc } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { addressClasses, classesWithin, classesWithout, type TrafficClass, trafficClasses } from '#language/trace/classes.ts';
import { type Endpoint, endpointsOf } from '#language/trace/endpoint.ts';
import { pairs } from '#language/trace/flow.ts';
import { headline, pathOf, verdictText } from '#language/trace/headline.ts';
import type { DropCode, Trace } from '#language/trace/result.ts';
import { trace } from '#language/trace/trace.ts';

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
  const { from, to, claim } = expectation;
  const receivers = endpointsOf(network, to);
  const senders = claim === 'reaches' ? positiveSenders(network, from, receivers) : allSenders(network, from, receivers);
  const all = [...pairs(senders, receivers)];
  if (all.length === 0)
    return { expectation, holds: false, why: `${from.text} and ${to.text} have no addresses that could talk to each other.` };
  if (claim === 'never-reaches') return judgeNever(network, expectation, all, expectation.traffic.length > 0 ? 'named' : 'every');
  const positive = judgeReaches(network, expectation, [...pairs(positiveSenders(network, from, receivers), receivers)]);
  return claim === 'reaches' || !positive.holds ? positive : judgeNever(network, expectation, all, 'other');
}

type Pair = readonly [Endpoint, Endpoint];

function judgeReaches(network: Network, expectation: Expectation, all: readonly Pair[]): Judgement {
  let shown: Trace | undefined;
  for (const [from, to] of all) {
    const classes = classesOf(network, [from, to]);
    const named = expectation.traffic.flatMap((traffic) => classesWithin(classes, traffic));
    const failed = named.length > 0 ? firstFailure(network, from, to, named) : neverDelivered(network, from, to, classes);
    if (failed !== undefined) return { expectation, holds: false, counterexample: failed, why: sentence(failed) };
    shown = trace(network, { from, to, ...(named[0] ?? firstDelivered(network, from, to, classes) ?? { protocol: 'tcp' }) });
    const missed = firstMissed(shown, expectation.via);
    if (missed !== undefined) {
      return {
        expectation,
        holds: false,
        counterexample: shown,
        why: `The packet gets there without passing ${shortName(missed)}: ${headline(shown)}.`,
      };
    }
  }
  if (shown === undefined) return { expectation, holds: true, why: 'Nothing to reach.' };
  return { expectation, holds: true, example: shown, why: `${headline(shown)}.` };
}

function judgeNever(
  network: Network,
  expectation: Expectation,
  all: readonly Pair[],
  scope: 'named' | 'every' | 'other',
): Judgement {
  let example: Trace | undefined;
  for (const [from, to] of all) {
    const classes = classesOf(network, [from, to]);
    for (const one of inScope(classes, expectation, scope)) {
      const found = trace(network, { from, to, ...one }, 'any');
      if (found.verdict !== 'dropped') {
        const doubt = found.verdict === 'unknown' ? 'It cannot be ruled out' : `${trafficText(one)} gets through`;
        return { expectation, holds: false, counterexample: found, why: `${doubt}: ${headline(found)}.` };
      }
      example ??= found;
      if (isHopeless(found)) break;
    }
  }
  return {
    expectation,
    holds: true,
    ...(example && { example }),
    why: scope === 'other' ? 'These ports and no others get through.' : 'No such packet gets through and is answered.',
  };
}

function inScope(
  classes: readonly TrafficClass[],
  { traffic }: Expectation,
  scope: 'named' | 'every' | 'other',
): readonly TrafficClass[] {
  if (scope === 'every') return classes;
  return scope === 'named' ? traffic.flatMap((one) => classesWithin(classes, one)) : classesWithout(classes, traffic);
}

function trafficText({ protocol, ports, icmpType }: TrafficClass): string {
  return formatTraffic({ protocol, ports: ports === undefined ? [] : [ports], ...(icmpType !== undefined && { icmpType }) });
}

function sentence(failed: Trace): string {
  const text = failed.verdict === 'dropped' ? verdictText(failed) : headline(failed);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

function firstFailure(network: Network, from: Endpoint, to: Endpoint, classes: readonly TrafficClass[]): Trace | undefined {
  for (const one of classes) {
    const found = trace(network, { from, to, ...one });
    if (found.verdict !== 'delivered') return found;
  }
  return undefined;
}

/** Without named traffic one kind that arrives is enough; shown is the usual one if none does. */
function neverDelivered(network: Network, from: Endpoint, to: Endpoint, classes: readonly TrafficClass[]): Trace | undefined {
  return firstDelivered(network, from, to, classes) === undefined ? trace(network, { from, to, protocol: 'tcp' }) : undefined;
}

function firstDelivered(
  network: Network,
  from: Endpoint,
  to: Endpoint,
  classes: readonly TrafficClass[],
): TrafficClass | undefined {
  return classes.find((one) => trace(network, { from, to, ...one }).verdict === 'delivered');
}

/** The first thing that the packet should have passed and did not, in this order. */
function firstMissed(found: Trace, via: readonly EntityId[]): EntityId | undefined {
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
  const next = found.legs.find(({ verdict }) => verdict === 'delivered');
  const own = found.forward.map(({ at }) => at);
  const collapsed = own.filter((at, index) => own[index - 1] !== at);
  return next === undefined ? [...collapsed, ...pathOf(found).slice(-1)] : [...collapsed, ...placesOf(next)];
}

/** Drops that depend on addresses alone: no other port or protocol would fare better. */
const BY_ADDRESS: ReadonlySet<DropCode> = new Set<DropCode>([
  'NO_ADDRESS',
  'NO_ROUTE_TO_DESTINATION',
  'BAD_STATE_ROUTE',
  'NO_POSSIBLE_DESTINATION',
  'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
  'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
  'NO_NAT_SESSION',
]);

function isHopeless({ blockers, forward }: Trace): boolean {
  const balanced = forward.some(({ kind }) => kind === 'alb' || kind === 'nlb');
  return !balanced && blockers.some(({ leg, code }) => leg === 'forward' && BY_ADDRESS.has(code));
}

function classesOf(network: Network, pair: Pair): readonly TrafficClass[] {
  return trafficClasses(network, vpcsOf(pair), pair[0].address.family);
}

function vpcsOf(ends: readonly Endpoint[]): readonly Vpc[] {
  return [...new Set(ends.flatMap((end) => end.interface?.subnet.vpc ?? []))];
}

/** Everybody that a positive claim names; every address that rules tell apart, except that the internet is one stranger. */
function positiveSenders(network: Network, from: Selector, receivers: readonly Endpoint[]): readonly Endpoint[] {
  const isInternet = from.kind === 'entity' && network.byId.get(from.id)?.kind === 'internet';
  return isInternet ? endpointsOf(network, from) : allSenders(network, from, receivers);
}

function allSenders(network: Network, from: Selector, receivers: readonly Endpoint[]): readonly Endpoint[] {
  const blocks = outsideBlocks(network, from);
  if (blocks.length === 0) return endpointsOf(network, from);
  const vpcs = vpcsOf(receivers);
  const families = new Set(receivers.map(({ address }) => address.family));
  return blocks.filter(({ family }) => families.has(family)).flatMap((block) => addressClasses(network, vpcs, block));
}

/** The blocks that a sender outside stands for; none for things inside. */
function outsideBlocks(network: Network, from: Selector): readonly Prefix[] {
  if (from.kind === 'prefix')
    return endpointsOf(network, from).every(({ interface: iface }) => iface === undefined) ? [from.prefix] : [];
  if (from.kind === 'every') return [];
  const thing = network.byId.get(from.id);
  return thing?.kind === 'internet' || thing?.kind === 'network' || thing?.kind === 'host' ? thing.prefixes : [];
}
