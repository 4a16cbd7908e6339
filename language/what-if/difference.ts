// Two networks → what can talk in the new one that could not in the old one, what no longer can, and what goes another way.
import type { Family, Prefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Traffic } from '#language/network/traffic.ts';
import { addressSetOf, type PacketBox } from '#language/trace/alike.ts';
import { intersect, unionAll } from '#language/trace/intervals.ts';
import { boxesWithout } from '#language/trace/reach/box.ts';
import { type Pair, pairsOf } from '#language/trace/reach/pairs.ts';
import { reach, type Wanted } from '#language/trace/reach/reach.ts';
import { blocksOf } from '#language/trace/reach/universe.ts';
import { trafficSetOf, trafficsOf } from '#language/trace/traffic-set.ts';

/** One thing that differs between two ends, for the traffic and the addresses outside that are named. */
export interface Difference {
  readonly kind: 'opened' | 'closed' | 'rerouted';
  readonly from: EntityId;
  readonly to: EntityId;
  readonly sources?: readonly Prefix[];
  readonly destinations?: readonly Prefix[];
  readonly traffic: readonly Traffic[];
  /** The way it went; of what is opened there is none. */
  readonly before?: readonly EntityId[];
  /** The way it goes; of what is closed there is none. */
  readonly after?: readonly EntityId[];
}

/** All differences, pair by pair, in the order of the new network and then of the old one. Things are the same if their names are. */
export function difference(before: Network, after: Network, wanted: Wanted = {}): readonly Difference[] {
  const old = flowsByPair(before, wanted);
  const now = flowsByPair(after, wanted);
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key) => [
    ...only('opened', now.get(key) ?? [], old.get(key) ?? []),
    ...only('closed', old.get(key) ?? [], now.get(key) ?? []),
    ...rerouted(old.get(key) ?? [], now.get(key) ?? []),
  ]);
}

/** One row of `reach` with its packets as a box; ends inside stand for one address, whatever it is. */
interface Row {
  readonly pair: Pair;
  readonly family: Family;
  readonly box: PacketBox;
}

const INSIDE = [0n, 1n];

function flowsByPair(network: Network, wanted: Wanted): ReadonlyMap<string, readonly Row[]> {
  const rows = new Map<string, Row[]>();
  for (const pair of pairsOf(network, reach(network, wanted))) {
    const family = (pair.sources ?? pair.destinations)?.[0]?.family ?? 4;
    const row: Row = {
      pair,
      family,
      box: {
        sources: pair.sources === undefined ? INSIDE : addressSetOf(pair.sources, family),
        destinations: pair.destinations === undefined ? INSIDE : addressSetOf(pair.destinations, family),
        traffic: unionAll(pair.allows.map(trafficSetOf)),
      },
    };
    // The families of the internet are ends of their own.
    const key = `${pair.from} ${pair.to} ${pair.sources || pair.destinations ? family : ''}`;
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  return rows;
}

/** What is in some row of the first and in none of the second. */
function only(kind: 'opened' | 'closed', rows: readonly Row[], others: readonly Row[]): readonly Difference[] {
  return rows.flatMap(({ pair, family, box }) => {
    const left = others.reduce<readonly PacketBox[]>(
      (boxes, other) => boxes.flatMap((one) => boxesWithout(one, other.box)),
      [box],
    );
    return left.map((part) => told(kind, pair, family, part, kind === 'opened' ? { after: pair.via } : { before: pair.via }));
  });
}

function rerouted(old: readonly Row[], now: readonly Row[]): readonly Difference[] {
  return now.flatMap(({ pair, family, box }) =>
    old.flatMap((row) => {
      if (row.pair.via.join(' ') === pair.via.join(' ')) return [];
      const common = {
        sources: intersect(box.sources, row.box.sources),
        destinations: intersect(box.destinations, row.box.destinations),
        traffic: intersect(box.traffic, row.box.traffic),
      };
      const alsoOld = old.some((other) => other.pair.via.join(' ') === pair.via.join(' '));
      if (alsoOld || Object.values(common).some((set) => set.length === 0)) return [];
      return [told('rerouted', pair, family, common, { before: row.pair.via, after: pair.via })];
    }),
  );
}

function told(
  kind: Difference['kind'],
  { from, to, sources, destinations }: Pair,
  family: Family,
  box: PacketBox,
  ways: Pick<Difference, 'before' | 'after'>,
): Difference {
  return {
    kind,
    from,
    to,
    ...(sources && { sources: blocksOf(box.sources, family) }),
    ...(destinations && { destinations: blocksOf(box.destinations, family) }),
    traffic: trafficsOf(box.traffic),
    ...ways,
  };
}
