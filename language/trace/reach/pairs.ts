// Pair classes → pairs of resources, one sender after the other, so that a million pairs are never in memory at once.

import { type Family, formatPrefix, hostPrefix, type Prefix } from '#language/network/address.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Traffic } from '#language/network/traffic.ts';
import { keyOf, subtract, union } from '#language/packets/intervals.ts';
import type { AddressSet } from '#language/packets/packet-class.ts';
import { type TrafficSet, trafficsOf, widest } from '#language/packets/traffic-set.ts';
import { type Alike, overChoices, type Part } from './cells.ts';
import { type ExternalEnd, externalEnds } from './ends.ts';
import type { PairClass, PairEnd } from './pair-class.ts';
import { namedRoles, roleByAddress, rolesIn } from './roles.ts';
import { blocksAt, destinationsToShow, sourcesToShow } from './told-apart.ts';
import { blocksOf, internetBlocks } from './universe.ts';

/** What one resource can send to another, with replies. Several rows of one pair differ in addresses or paths. */
export interface Pair {
  readonly from: EntityId;
  readonly to: EntityId;
  /** For an external sender, the blocks from which it works; for a resource, its addresses, if not all of them do the same. */
  readonly sources?: readonly Prefix[];
  /** For an external receiver, the blocks to which it works; for a resource, the addresses to call, if its name does not lead to them. */
  readonly destinations?: readonly Prefix[];
  readonly allows: readonly Traffic[];
  /** The part of it that works with some choices of AWS, or some source ports, only. */
  readonly intermittent: readonly Traffic[];
  /** What is unknown. */
  readonly unknown: readonly Traffic[];
  readonly via: readonly EntityId[];
  /** The addresses of resources that the row is about. */
  readonly ends: readonly (readonly [from: PairEnd, to: PairEnd])[];
}

/**
 * All pairs, senders and receivers in the order of the classes. `apart`: each row is about addresses between which exactly the same passes;
 * otherwise addresses that a reader does not tell apart share a row.
 */
export function* pairsOf(network: Network, classes: readonly PairClass[], apart = false): Iterable<Pair> {
  for (const pairs of pairsBySender(network, classes, apart).values()) yield* pairs();
}

/** The pairs of each sender, made when they are asked for. */
export function pairsBySender(
  network: Network,
  classes: readonly PairClass[],
  apart = false,
): ReadonlyMap<EntityId, () => Iterable<Pair>> {
  const outside = groupBy(externalEnds(network), ({ id }) => id);
  const byFrom = new Map<EntityId, PairClass[]>();
  for (const pairClass of classes) {
    for (const from of new Set(pairClass.froms.map(({ id }) => id))) {
      const known = byFrom.get(from);
      if (known === undefined) byFrom.set(from, [pairClass]);
      else known.push(pairClass);
    }
  }
  return new Map([...byFrom].map(([from, own]) => [from, () => pairsFrom({ network, outside, apart }, from, own)]));
}

/** Whether these classes are too many rows to make them for one answer. `isAsked`: the senders for which they are made. */
export function isTooMany(classes: readonly PairClass[], isAsked: (sender: EntityId) => boolean = () => true): boolean {
  const rowsOf = ({ froms, tos }: PairClass): number => froms.filter(({ id }) => isAsked(id)).length * tos.length;
  return classes.reduce((count, one) => count + rowsOf(one), 0) > MOST_PAIRS;
}

const MOST_PAIRS = 800_000;

/** For a pair of this network, the blocks from which it works; for an internal sender, its own addresses. */
export function sourcesIn(network: Network): (pair: Pair) => readonly Prefix[] {
  const own = new Map<EntityId, Prefix[]>();
  for (const { owner, addresses } of network.interfaces) {
    const known = own.get(owner) ?? [];
    own.set(owner, [...known, ...addresses.map((address) => hostPrefix(address.private))]);
  }
  return ({ from, sources }) => sources ?? own.get(from) ?? [];
}

/** Between internal ends. */
const INSIDE = [0n, 1n];

/** What rows are made for. */
interface Context {
  readonly network: Network;
  /** External ends by their ids. */
  readonly outside: ReadonlyMap<string, readonly ExternalEnd[]>;
  readonly apart: boolean;
}

function* pairsFrom(context: Context, from: EntityId, classes: readonly PairClass[]): Iterable<Pair> {
  const { outside } = context;
  const isOutside = outside.has(from);
  const found = classes.flatMap(({ froms, tos, passages, ways, representatives }) =>
    froms
      .filter(({ id }) => id === from)
      .flatMap((sender) =>
        tos
          .filter(({ id }) => id !== from)
          .filter(({ role }) => ways?.domains === undefined || ways.domains.get(role) !== ways.domains.get(sender.role))
          .flatMap((to) =>
            passages.map((passage, index): Part => {
              const own = (id: EntityId): EntityId => (id === representatives?.to ? to.id : id);
              const { sources, destinations, allows, intermittent, unknown } = passage;
              return {
                from: sender,
                to,
                outside: isOutside ? sources : outside.has(to.id) ? destinations : INSIDE,
                allows,
                intermittent,
                unknown,
                via: ways === undefined ? passage.via.map(own) : ways.via(sender, to, index),
              };
            }),
          ),
      ),
  );
  for (const [, byTo] of groupBy(found, ({ to }) => to.id)) yield* pairsBetween(context, byTo);
}

function* pairsBetween(context: Context, parts: readonly Part[]): Iterable<Pair> {
  const rows = [...groupBy(parts, familyOf)].flatMap(([family, own]) => rowsOf(context, family, own));
  if (context.apart) for (const row of rows) yield* pairOf([row]);
  else yield* rowsTogether(rows);
}

function* rowsTogether(rows: readonly Row[]): Iterable<Pair> {
  if (rows.every((row) => isLike(row, rows[0]))) {
    yield* pairOf(rows);
    return;
  }
  // Calls of a host by its name and by its address may differ in what is unknown, which has no path.
  const key = ({ part: { via, to }, family, sources, destinations }: Row): string =>
    [via, to.role === roleByAddress(to.id), family, sources?.map(formatPrefix), destinations?.map(formatPrefix)].join('|');
  for (const [, same] of groupBy(rows, key)) yield* pairOf(same);
}

/** Whether two rows have the same path, and no addresses to show: so for most pairs. */
function isLike(row: Row, other: Row | undefined): boolean {
  if (row === other) return true;
  if (row.sources || row.destinations || other?.sources || other?.destinations) return false;
  const via = other?.part.via ?? [];
  return row.part.via.length === via.length && row.part.via.every((id, index) => id === via[index]);
}

/** The family of a part. IPv6 addresses are sorted after all IPv4 addresses. */
function familyOf({ from, to, outside }: Part): Family {
  const address = from.address ?? to.address;
  return address?.family ?? ((outside.at(-1) ?? 0n) > IPV4_END ? 6 : 4);
}

const IPV4_END = 1n << 32n;

/** What several addresses have in common. */
interface Row {
  readonly part: Part;
  readonly ends: Pair['ends'];
  /** Of an external end; between resources, both families are one row. */
  readonly family: Family | undefined;
  readonly sources: readonly Prefix[] | undefined;
  readonly destinations: readonly Prefix[] | undefined;
}

function rowsOf(context: Context, family: Family, parts: readonly Part[]): readonly Row[] {
  const [first] = parts;
  if (first === undefined) return [];
  const { network, outside } = context;
  const isFromOutside = outside.has(first.from.id);
  const isToOutside = outside.has(first.to.id);
  const senders = rolesIn(network).sending(first.from.id, family);
  const named = namedRoles(network, first.from, first.to.id, family);
  const outsideBlocks = (part: Part, { id }: PairEnd): readonly Prefix[] => blocksIn(network, id, part.outside, family);
  if (senders.ends.length < 2 && isPlain(network, parts, isToOutside ? undefined : named)) {
    return parts.map(
      (part): Row => ({
        part,
        ends: [[part.from, part.to]],
        family: isFromOutside || isToOutside ? family : undefined,
        sources: isFromOutside ? outsideBlocks(part, part.from) : undefined,
        destinations: isToOutside ? (isFromOutside ? blocksAt([part.to]) : outsideBlocks(part, part.to)) : undefined,
      }),
    );
  }
  const alike: Alike = {
    from: senders.alike,
    to: isToOutside ? (role) => (named.includes(role) ? named : [role]) : rolesIn(network).called(first.to.id, family).alike,
  };
  const told = overChoices(parts, alike);
  const [sameTraffic, samePath] = [endsLike(told, () => ''), endsLike(told, pathIn(network))];
  return samePairs(told).map(({ part, ends }): Row => {
    // Where a function sends through one NAT gateway or another, it does the same. Who calls another address by another path does not.
    const froms = distinct(ends.flatMap((pair) => sameTraffic(pair).map(([from]) => from)));
    const tos = distinct(ends.flatMap((pair) => samePath(pair).map(([, to]) => to)));
    return {
      part,
      ends,
      family: isFromOutside || isToOutside ? family : undefined,
      sources: isFromOutside ? outsideBlocks(part, first.from) : sourcesToShow(network, family, froms),
      destinations:
        isToOutside && !isFromOutside ? outsideBlocks(part, first.to) : destinationsToShow(network, family, froms, tos),
    };
  });
}

/**
 * Whether the parts are exactly those to which the name of the receiver leads, and the same passes in all of them: so for most pairs. Without
 * a name, whether the receiver is one external end.
 */
function isPlain(network: Network, parts: readonly Part[], named: readonly string[] | undefined): boolean {
  const [first] = parts;
  if (first === undefined || named === undefined) return first?.to.role === '';
  if (parts.length !== named.length || !named.every((role) => parts.some(({ to }) => to.role === role))) return false;
  const path = parts.length === 1 ? undefined : pathIn(network);
  return parts.every((part) => part === first || (isSame(part, first) && path?.(part) === path?.(first)));
}

function isSame(a: Part, b: Part): boolean {
  return SETS.every((set) => a[set] === b[set] || keyOf(a[set]) === keyOf(b[set]));
}

const SETS = ['outside', 'allows', 'intermittent', 'unknown'] as const;

function distinct(ends: readonly PairEnd[]): readonly PairEnd[] {
  return [...new Map(ends.map((end) => [end.role, end])).values()];
}

/** The path without subnets, which follow from the ends. */
function pathIn({ byId }: Network): (part: Part) => string {
  return ({ via, to }) => via.filter((id) => id !== to.id && byId.get(id)?.kind !== 'subnet').join(' ');
}

/** For a pair of addresses, all pairs between which the same passes, by a path with the same text. */
function endsLike(parts: readonly Part[], pathOf: (part: Part) => string): (ends: Pair['ends'][number]) => Pair['ends'] {
  const key = ([from, to]: Pair['ends'][number]): string => `${from.role}|${to.role}`;
  const byEnds = groupBy(parts, ({ from, to }) => key([from, to]));
  const signatures = new Map(
    [...byEnds].map(([ends, own]) => {
      const texts = own.map((part) => {
        const { outside, allows, intermittent, unknown } = part;
        return [pathOf(part), ...[outside, allows, intermittent, unknown].map(keyOf)].join('|');
      });
      return [ends, [...new Set(texts)].toSorted().join('\n')];
    }),
  );
  const bySignature = groupBy(parts, ({ from, to }) => signatures.get(key([from, to])) ?? '');
  return (ends) => (bySignature.get(signatures.get(key(ends)) ?? '') ?? []).map(({ from, to }) => [from, to] as const);
}

/** Equal parts of several pairs of addresses: all of some addresses with all of others. */
function samePairs(parts: readonly Part[]): readonly Pick<Row, 'part' | 'ends'>[] {
  if (parts.length === 1) return parts.map((part) => ({ part, ends: [[part.from, part.to]] }));
  const key = ({ via, outside, allows, intermittent, unknown }: Part): string =>
    [via, ...[outside, allows, intermittent, unknown].map(keyOf)].join('|');
  return [...groupBy(parts, key).values()].flatMap((same) => {
    const byReceiver = groupBy(same, ({ to }) => to.role);
    const bySenders = groupBy([...byReceiver.values()], (own) =>
      own
        .map(({ from }) => from.role)
        .toSorted()
        .join(' '),
    );
    return [...bySenders.values()].flatMap((groups) => {
      const all = groups.flat();
      const [part] = all;
      return part === undefined ? [] : [{ part, ends: all.map(({ from, to }) => [from, to] as const) }];
    });
  });
}

/** Rows that differ in addresses only, none of which is told apart. */
function* pairOf(rows: readonly Row[]): Iterable<Pair> {
  const [first] = rows;
  if (first === undefined) return;
  const { part, sources, destinations } = first;
  const family = familyOf(part);
  // Equal sets are used as they are, since their texts are known.
  const isUniform = rows.every((row) => isSame(row.part, part));
  const { allows, intermittent, unknown } = isUniform ? part : together(rows.map((row) => row.part));
  yield {
    from: part.from.id,
    to: part.to.id,
    ...(sources && { sources }),
    ...(destinations && { destinations }),
    allows: inWords[family](allows),
    intermittent: inWords[family](intermittent),
    unknown: inWords[family](unknown),
    via: part.via,
    ends: rows.flatMap(({ ends }) => ends),
  };
}

function together(parts: readonly Part[]): Pick<Part, 'allows' | 'intermittent' | 'unknown'> {
  const all = (pick: (part: Part) => TrafficSet): TrafficSet =>
    parts.reduce<TrafficSet>((set, part) => union(set, pick(part)), []);
  const allows = all((part) => part.allows);
  const firm = all((part) => subtract(part.allows, part.intermittent));
  const unknown = all((part) => part.unknown);
  return { allows, intermittent: subtract(allows, firm), unknown: subtract(unknown, allows) };
}

/** Pairs of one class share their sets, and so the texts for them. */
const inWords: Readonly<Record<Family, (set: TrafficSet) => readonly Traffic[]>> = {
  4: perObject((set: TrafficSet) => trafficsOf(widest(set, 4))),
  6: perObject((set: TrafficSet) => trafficsOf(widest(set, 6))),
};

function blocksIn(network: Network, id: EntityId, part: AddressSet, family: Family): readonly Prefix[] {
  return network.byId.get(id)?.kind === 'internet' ? internetBlocks(network, part, family) : blocksOf(part, family);
}
