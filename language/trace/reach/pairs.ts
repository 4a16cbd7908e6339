// Pair classes → pairs of resources, one sender after the other, so that a million pairs are never in memory at once.

import { type Family, hostPrefix, type Prefix } from '#language/network/address.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Traffic } from '#language/network/traffic.ts';
import { keyOf, subtract, union } from '#language/packets/intervals.ts';
import { type TrafficSet, trafficsOf } from '#language/packets/traffic-set.ts';
import { type ExternalEnd, externalEnds } from './ends.ts';
import type { PairClass } from './pair-class.ts';
import type { Passage } from './passage.ts';
import { blocksOf, internetBlocks } from './universe.ts';

/** What one resource can send to another, with replies. Several rows of one pair differ in addresses or paths. */
export interface Pair {
  readonly from: EntityId;
  readonly to: EntityId;
  /** For an external sender: the blocks from which it works. */
  readonly sources?: readonly Prefix[];
  /** For an external receiver: the blocks to which it works. */
  readonly destinations?: readonly Prefix[];
  readonly allows: readonly Traffic[];
  /** The part of it that works with some source ports only. */
  readonly intermittent: readonly Traffic[];
  /** What is unknown. */
  readonly unknown: readonly Traffic[];
  readonly via: readonly EntityId[];
}

/** All pairs, senders and receivers in the order of the classes. */
export function* pairsOf(network: Network, classes: readonly PairClass[]): Iterable<Pair> {
  const outside = groupBy(externalEnds(network), ({ id }) => id);
  const byFrom = new Map<EntityId, PairClass[]>();
  for (const pairClass of classes) {
    for (const from of pairClass.froms) {
      const known = byFrom.get(from);
      if (known === undefined) byFrom.set(from, [pairClass]);
      else known.push(pairClass);
    }
  }
  for (const [from, own] of byFrom) yield* pairsFrom(network, outside, from, own);
}

/** For a pair of this network, the blocks from which it works; for an internal sender, its own addresses. */
export function sourcesIn(network: Network): (pair: Pair) => readonly Prefix[] {
  const own = new Map<EntityId, Prefix[]>();
  for (const { owner, addresses } of network.interfaces) {
    const known = own.get(owner) ?? [];
    own.set(owner, [...known, ...addresses.map((address) => hostPrefix(address.private))]);
  }
  return ({ from, sources }) => sources ?? own.get(from) ?? [];
}

interface Found {
  readonly to: EntityId;
  readonly via: readonly EntityId[];
  readonly passage: Passage;
  readonly family: Family;
}

function* pairsFrom(
  network: Network,
  outside: ReadonlyMap<string, readonly ExternalEnd[]>,
  from: EntityId,
  classes: readonly PairClass[],
): Iterable<Pair> {
  const found = classes.flatMap(({ tos, passages, ways, representatives }) =>
    tos
      .filter((to) => to !== from && (ways === undefined || ways.domains.get(to) !== ways.domains.get(from)))
      .flatMap((to) =>
        passages.map((passage, index): Found => {
          const own = (id: EntityId): EntityId => (id === representatives?.to ? to : id === representatives?.from ? from : id);
          const via = ways === undefined ? passage.via.map(own) : ways.via(from, to, index);
          return { to, via, passage, family: familyOf(passage) };
        }),
      ),
  );
  const senders = outside.get(from);
  for (const [, byTo] of groupBy(found, ({ to }) => to)) {
    const receivers = outside.get(byTo[0]?.to ?? '');
    const key = ({ via, family, passage: { sources, destinations } }: Found): string =>
      [via, senders && [family, keyOf(sources)], receivers && [family, keyOf(destinations)]].join('|');
    for (const [, same] of groupBy(byTo, key)) yield* pairOf(network, from, same, senders, receivers);
  }
}

/** Sorts IPv6 addresses after all IPv4 addresses. */
function familyOf({ sources, destinations }: Passage): Family {
  return (sources.at(-1) ?? 0n) > IPV4_END || (destinations.at(-1) ?? 0n) > IPV4_END ? 6 : 4;
}

const IPV4_END = 1n << 32n;

function* pairOf(
  network: Network,
  from: EntityId,
  same: readonly Found[],
  senders: readonly ExternalEnd[] | undefined,
  receivers: readonly ExternalEnd[] | undefined,
): Iterable<Pair> {
  const [first] = same;
  if (first === undefined) return;
  const { allows, intermittent, unknown } = same.length === 1 ? first.passage : together(same.map(({ passage }) => passage));
  const { passage, family } = first;
  yield {
    from,
    to: first.to,
    ...(senders && { sources: blocksIn(network, from, passage.sources, family) }),
    ...(receivers && { destinations: blocksIn(network, first.to, passage.destinations, family) }),
    allows: inWords(allows),
    intermittent: inWords(intermittent),
    unknown: inWords(unknown),
    via: first.via,
  };
}

function together(parts: readonly Passage[]): Pick<Passage, 'allows' | 'intermittent' | 'unknown'> {
  const all = (pick: (part: Passage) => TrafficSet): TrafficSet =>
    parts.reduce<TrafficSet>((set, part) => union(set, pick(part)), []);
  const allows = all((part) => part.allows);
  const firm = all((part) => subtract(part.allows, part.intermittent));
  const unknown = all((part) => part.unknown);
  return { allows, intermittent: subtract(allows, firm), unknown: subtract(unknown, allows) };
}

/** Pairs of one class share their sets, and so the texts for them. */
const inWords = perObject(trafficsOf);

function blocksIn(network: Network, id: EntityId, part: Passage['sources'], family: Family): readonly Prefix[] {
  return network.byId.get(id)?.kind === 'internet' ? internetBlocks(network, part, family) : blocksOf(part, family);
}
