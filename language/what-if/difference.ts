// Two networks → the connections that the new one opens, closes and reroutes.
import { type Family, formatPrefix, type Prefix } from '#language/network/address.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic, type Traffic } from '#language/network/traffic.ts';
import { boxesWithout } from '#language/packets/box.ts';
import { includes, intersect, keyOf, subtract, unionAll } from '#language/packets/intervals.ts';
import { type AddressSet, addressSetOf, type PacketBox } from '#language/packets/packet-class.ts';
import { type TrafficSet, trafficSetOf, trafficsOf } from '#language/packets/traffic-set.ts';
import type { PairClass, PairEnd } from '#language/trace/reach/pair-class.ts';
import { isTooMany, type Pair, pairsBySender } from '#language/trace/reach/pairs.ts';
import { boundedReach, reach, type Wanted } from '#language/trace/reach/reach.ts';
import { destinationsToShow, sourcesToShow } from '#language/trace/reach/told-apart.ts';
import { blocksOf } from '#language/trace/reach/universe.ts';

/** One difference between two ends, for this traffic and these addresses. */
export interface Difference {
  /**
   * `intermittent`: what always worked now depends on what AWS chooses; `steady`: the other way round. `unclear`: it is unknown whether it
   * passes, before or after; then there are no paths.
   */
  readonly kind: 'opened' | 'closed' | 'intermittent' | 'steady' | 'rerouted' | 'unclear';
  readonly from: EntityId;
  readonly to: EntityId;
  readonly sources?: readonly Prefix[];
  readonly destinations?: readonly Prefix[];
  readonly traffic: readonly Traffic[];
  /** The path before. None for what is opened. */
  readonly before?: readonly EntityId[];
  /** The path after. None for what is closed. */
  readonly after?: readonly EntityId[];
}

/** All differences, sender by sender, in the order of the new network, then of the old one. Resources with the same name are the same. */
export function difference(before: Network, after: Network, wanted: Wanted = {}): readonly Difference[] {
  return differenceBetween(before, after, reach(before, wanted), reach(after, wanted));
}

/** The same within the bound of the work for one question. `undefined`: it would be too much. */
export function boundedDifference(before: Network, after: Network): readonly Difference[] | undefined {
  const [old, now] = [boundedReach(before), boundedReach(after)];
  if (old === undefined || now === undefined || isTooMany([...old, ...now])) return undefined;
  return differenceBetween(before, after, old, now);
}

/** The pairs of one sender at a time, because all of them may be too many for the memory. */
function differenceBetween(
  before: Network,
  after: Network,
  old: readonly PairClass[],
  now: readonly PairClass[],
): readonly Difference[] {
  const numbers = new RoleNumbers();
  const [were, are] = [pairsBySender(before, old, true), pairsBySender(after, now, true)];
  return [...new Set([...are.keys(), ...were.keys()])].flatMap((from) => {
    return differencesFrom(before, after, pairsByReceiver(were.get(from)), pairsByReceiver(are.get(from)), numbers);
  });
}

function differencesFrom(
  before: Network,
  after: Network,
  old: PairsByReceiver,
  now: PairsByReceiver,
  numbers: RoleNumbers,
): readonly Difference[] {
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key) => {
    const [past, present] = [old.get(key) ?? [], now.get(key) ?? []];
    // Most pairs are the same in both networks.
    if (past.length === present.length && past.every((pair, index) => textOf(pair) === textOf(present[index]))) return [];
    const were = past.map((pair) => rowOf(before, pair, numbers));
    const are = present.map((pair) => rowOf(after, pair, numbers));
    const found = [
      ...only('opened', are, 'passing', [...boxesOf(were, 'passing'), ...boxesOf(were, 'unknown')]),
      ...only('closed', were, 'passing', [...boxesOf(are, 'passing'), ...boxesOf(are, 'unknown')]),
      ...became('intermittent', are, 'intermittent', boxesOf(were, 'always')),
      ...became('steady', are, 'always', boxesOf(were, 'intermittent')),
      ...rerouted(were, are),
      ...only('unclear', are, 'unknown', boxesOf(were, 'unknown')),
      ...only('unclear', were, 'unknown', boxesOf(are, 'unknown')),
    ];
    const alike = groupBy(found, (one) => keyOfChange(one.row.network === before ? before : after, one));
    return [...alike.values()].flatMap((same) => differenceOf(same) ?? []);
  });
}

/** A part of a row that has changed. */
interface Changed extends Pick<Difference, 'kind' | 'before' | 'after'> {
  readonly row: Row;
  readonly box: PacketBox;
}

/** The same for changes that differ only in the addresses of resources, and in subnets on the path. */
function keyOfChange({ byId }: Network, { kind, row, box, before, after }: Changed): string {
  const path = (via: readonly EntityId[] = []): string => via.filter((id) => byId.get(id)?.kind !== 'subnet').join(' ');
  const outside = [row.isFromOutside && keyOf(box.sources), row.isToOutside && keyOf(box.destinations)];
  return [kind, row.family, ...outside, keyOf(box.traffic), path(before), path(after)].join('|');
}

/** One row of `reach` as boxes of packets. */
interface Row {
  readonly network: Network;
  readonly pair: Pair;
  readonly family: Family;
  readonly numbers: RoleNumbers;
  readonly isFromOutside: boolean;
  readonly isToOutside: boolean;
  readonly boxes: Readonly<Record<Part, PacketBox>>;
}

type Part = 'passing' | 'always' | 'intermittent' | 'unknown';

/** The addresses of resources as numbers: the same for the same address of the same interface in both networks, whatever its value is. */
class RoleNumbers {
  readonly #known = new Map<string, bigint>();

  /** The set of these addresses. */
  setOf(roles: readonly string[]): AddressSet {
    return unionAll(roles.map((role) => [this.numberOf(role), this.numberOf(role) + 1n]));
  }

  /** The number of the address. */
  numberOf(role: string): bigint {
    const number = this.#known.get(role) ?? BigInt(this.#known.size);
    this.#known.set(role, number);
    return number;
  }
}

type PairsByReceiver = ReadonlyMap<string, readonly Pair[]>;

/** The pairs of one sender. */
function pairsByReceiver(pairs: (() => Iterable<Pair>) | undefined): PairsByReceiver {
  const found = new Map<string, Pair[]>();
  for (const pair of pairs?.() ?? []) {
    const { family, isFromOutside, isToOutside } = outsideOf(pair);
    // The families of the internet are ends of their own.
    const key = `${pair.to} ${isFromOutside || isToOutside ? family : ''}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, [pair]);
    else known.push(pair);
  }
  return found;
}

/** Equal for pairs that are the same in both networks. */
function textOf(pair: Pair | undefined): string {
  if (pair === undefined) return '';
  const { sources = [], destinations = [], allows, intermittent, unknown, via, ends } = pair;
  return [
    sources.map(formatPrefix),
    destinations.map(formatPrefix),
    ...[allows, intermittent, unknown].map(trafficsText),
    via,
    ends.map(([from, to]) => `${from.role} ${to.role}`),
  ].join('|');
}

const trafficsText = perObject((traffics: readonly Traffic[]): string => traffics.map(formatTraffic).join(' '));

/** Which ends are external, and the family of their addresses. */
function outsideOf({ ends, sources, destinations }: Pair): Pick<Row, 'family' | 'isFromOutside' | 'isToOutside'> {
  const [first] = ends;
  const isFromOutside = first?.[0].address === undefined;
  const isToOutside = first?.[1].address === undefined;
  const blocks = isFromOutside ? sources : isToOutside ? destinations : undefined;
  return { family: blocks?.[0]?.family ?? 4, isFromOutside, isToOutside };
}

function rowOf(network: Network, pair: Pair, numbers: RoleNumbers): Row {
  const { family, isFromOutside, isToOutside } = outsideOf(pair);
  const sources = isFromOutside ? addressSetOf(pair.sources ?? [], family) : numbers.setOf(pair.ends.map(([from]) => from.role));
  const destinations = isToOutside
    ? addressSetOf(pair.destinations ?? [], family)
    : numbers.setOf(pair.ends.map(([, to]) => to.role));
  const boxOf = (traffic: TrafficSet): PacketBox => ({ sources, destinations, traffic });
  const [passing, intermittent, unknown] = [pair.allows, pair.intermittent, pair.unknown].map((all) =>
    unionAll(all.map(trafficSetOf)),
  ) as [TrafficSet, TrafficSet, TrafficSet];
  return {
    network,
    pair,
    family,
    numbers,
    isFromOutside,
    isToOutside,
    boxes: {
      passing: boxOf(passing),
      always: boxOf(subtract(passing, intermittent)),
      intermittent: boxOf(intermittent),
      unknown: boxOf(unknown),
    },
  };
}

function boxesOf(rows: readonly Row[], part: Part): readonly PacketBox[] {
  return rows.map(({ boxes }) => boxes[part]).filter(({ traffic }) => traffic.length > 0);
}

/** The packets of this part of a row that none of the boxes contains. */
function only(
  kind: 'opened' | 'closed' | 'unclear',
  rows: readonly Row[],
  part: Part,
  others: readonly PacketBox[],
): readonly Changed[] {
  return rows.flatMap((row) => {
    const left = others.reduce<readonly PacketBox[]>(
      (boxes, other) => boxes.flatMap((one) => boxesWithout(one, other)),
      boxesOf([row], part),
    );
    return left.map((box) => ({ kind, row, box, ...pathsOf(kind, row.pair) }));
  });
}

/** The packets of this part of a row that one of the boxes contains. */
function became(
  kind: 'intermittent' | 'steady',
  rows: readonly Row[],
  part: Part,
  others: readonly PacketBox[],
): readonly Changed[] {
  return rows.flatMap((row) =>
    others.flatMap((other) => {
      const box = common(row.boxes[part], other);
      return box === undefined ? [] : [{ kind, row, box, after: row.pair.via }];
    }),
  );
}

function common(a: PacketBox, b: PacketBox): PacketBox | undefined {
  const box = {
    sources: intersect(a.sources, b.sources),
    destinations: intersect(a.destinations, b.destinations),
    traffic: intersect(a.traffic, b.traffic),
  };
  return Object.values(box).some((set) => set.length === 0) ? undefined : box;
}

function pathsOf(kind: Difference['kind'], { via }: Pair): Pick<Difference, 'before' | 'after'> {
  if (kind === 'unclear') return {};
  return kind === 'opened' ? { after: via } : { before: via };
}

function rerouted(old: readonly Row[], now: readonly Row[]): readonly Changed[] {
  return now.flatMap((row) =>
    old.flatMap((other) => {
      if (pathOf(other) === pathOf(row) || old.some((one) => pathOf(one) === pathOf(row))) return [];
      const box = common(row.boxes.passing, other.boxes.passing);
      return box === undefined ? [] : [{ kind: 'rerouted', row, box, before: other.pair.via, after: row.pair.via }];
    }),
  );
}

function pathOf({ pair }: Row): string {
  return pair.via.join(' ');
}

function differenceOf(changes: readonly Changed[]): Difference | undefined {
  const [first] = changes;
  if (first === undefined) return undefined;
  const { kind, row, box, before, after } = first;
  const { network, pair, family, isFromOutside, isToOutside } = row;
  const froms = endsIn(changes, 0);
  const tos = endsIn(changes, 1);
  const sources = isFromOutside ? blocksOf(box.sources, family) : sourcesToShow(network, family, froms);
  const destinations = isToOutside ? blocksOf(box.destinations, family) : destinationsToShow(network, family, froms, tos);
  return {
    kind,
    from: pair.from,
    to: pair.to,
    ...(sources && { sources }),
    ...(destinations && { destinations }),
    traffic: trafficsOf(box.traffic),
    ...(before && { before }),
    ...(after && { after }),
  };
}

/** The senders, or the receivers, that the changes are about. */
function endsIn(changes: readonly Changed[], side: 0 | 1): readonly PairEnd[] {
  const all = changes.flatMap(({ row: { pair, numbers }, box }) => {
    const set = side === 0 ? box.sources : box.destinations;
    return pair.ends
      .map((ends) => ends[side])
      .filter(({ role, address }) => address === undefined || includes(set, numbers.numberOf(role)));
  });
  return [...new Map(all.map((end) => [end.role, end])).values()];
}
