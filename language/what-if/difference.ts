// Two networks → the connections that the new one opens, closes and reroutes.
import type { Family, Prefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Traffic } from '#language/network/traffic.ts';
import { boxesWithout } from '#language/packets/box.ts';
import { intersect, unionAll } from '#language/packets/intervals.ts';
import { addressSetOf, type PacketBox } from '#language/packets/packet-class.ts';
import { trafficSetOf, trafficsOf } from '#language/packets/traffic-set.ts';
import { type Pair, pairsOf } from '#language/trace/reach/pairs.ts';
import { reach, type Wanted } from '#language/trace/reach/reach.ts';
import { blocksOf } from '#language/trace/reach/universe.ts';

/** One difference between two ends, for this traffic and these external addresses. */
export interface Difference {
  /** `unclear`: it is unknown whether it passes, before or after. Then there are no paths. */
  readonly kind: 'opened' | 'closed' | 'rerouted' | 'unclear';
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

/** All differences, pair by pair, in the order of the new network, then of the old one. Resources with the same name are the same. */
export function difference(before: Network, after: Network, wanted: Wanted = {}): readonly Difference[] {
  const old = flowsByPair(before, wanted);
  const now = flowsByPair(after, wanted);
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key) => {
    const [were, are] = [old.get(key) ?? [], now.get(key) ?? []];
    return [
      ...only('opened', are, 'box', [...boxesOf(were, 'box'), ...boxesOf(were, 'unknown')]),
      ...only('closed', were, 'box', [...boxesOf(are, 'box'), ...boxesOf(are, 'unknown')]),
      ...rerouted(were, are),
      ...only('unclear', are, 'unknown', boxesOf(were, 'unknown')),
      ...only('unclear', were, 'unknown', boxesOf(are, 'unknown')),
    ];
  });
}

/** One row of `reach` as boxes of packets: those that pass, and those that may. An internal end is one address, whichever it is. */
interface Row {
  readonly pair: Pair;
  readonly family: Family;
  readonly box: PacketBox;
  readonly unknown: PacketBox;
}

const INSIDE = [0n, 1n];

function flowsByPair(network: Network, wanted: Wanted): ReadonlyMap<string, readonly Row[]> {
  const rows = new Map<string, Row[]>();
  for (const pair of pairsOf(network, reach(network, wanted))) {
    const family = (pair.sources ?? pair.destinations)?.[0]?.family ?? 4;
    const boxOf = (traffic: readonly Traffic[]): PacketBox => ({
      sources: pair.sources === undefined ? INSIDE : addressSetOf(pair.sources, family),
      destinations: pair.destinations === undefined ? INSIDE : addressSetOf(pair.destinations, family),
      traffic: unionAll(traffic.map(trafficSetOf)),
    });
    const row: Row = { pair, family, box: boxOf(pair.allows), unknown: boxOf(pair.unknown) };
    // The families of the internet are ends of their own.
    const key = `${pair.from} ${pair.to} ${pair.sources || pair.destinations ? family : ''}`;
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  return rows;
}

type Part = 'box' | 'unknown';

function boxesOf(rows: readonly Row[], part: Part): readonly PacketBox[] {
  return rows.map((row) => row[part]).filter(({ traffic }) => traffic.length > 0);
}

/** The packets of this part of a row that none of the boxes contains. */
function only(
  kind: 'opened' | 'closed' | 'unclear',
  rows: readonly Row[],
  part: Part,
  others: readonly PacketBox[],
): readonly Difference[] {
  return rows.flatMap((row) => {
    const left = others.reduce<readonly PacketBox[]>(
      (boxes, other) => boxes.flatMap((one) => boxesWithout(one, other)),
      boxesOf([row], part),
    );
    return left.map((box) => differenceOf(kind, row.pair, row.family, box, pathsOf(kind, row.pair)));
  });
}

function pathsOf(kind: Difference['kind'], { via }: Pair): Pick<Difference, 'before' | 'after'> {
  if (kind === 'unclear') return {};
  return kind === 'opened' ? { after: via } : { before: via };
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
      return [differenceOf('rerouted', pair, family, common, { before: row.pair.via, after: pair.via })];
    }),
  );
}

function differenceOf(
  kind: Difference['kind'],
  { from, to, sources, destinations }: Pair,
  family: Family,
  box: PacketBox,
  paths: Pick<Difference, 'before' | 'after'>,
): Difference {
  return {
    kind,
    from,
    to,
    ...(sources && { sources: blocksOf(box.sources, family) }),
    ...(destinations && { destinations: blocksOf(box.destinations, family) }),
    traffic: trafficsOf(box.traffic),
    ...paths,
  };
}
