// What passes between two ends: regions of packets, merged into the fewest rows that say exactly the same.
import { isOutside } from '#language/network/completeness.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { intersect, keyOf, subtract, union } from '#language/packets/intervals.ts';
import type { AddressSet } from '#language/packets/packet-class.ts';
import { ALL_TRAFFIC, type TrafficSet } from '#language/packets/traffic-set.ts';
import { placesOf } from '#language/trace/headline.ts';
import type { SourcePorts } from '#language/trace/journal.ts';
import type { Trace } from '#language/trace/result.ts';
import { cover, type Side } from './cover.ts';

/** Packets that pass, and whose replies come back. */
export interface Passage {
  /** The addresses of an external sender; all addresses for an internal one. */
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
  readonly allows: TrafficSet;
  /** The part of `allows` that works with some choices of AWS, or some source ports, only. */
  readonly intermittent: TrafficSet;
  /** What is unknown: not modelled, or the search stopped. Nothing of it is in `allows`. */
  readonly unknown: TrafficSet;
  /** The places on the path, the last one included. */
  readonly via: readonly EntityId[];
}

/** Exactly what passes from one side to the other. Addresses of passages overlap only if their paths differ. */
export function passages(
  network: Network,
  from: Side,
  to: Side,
  traffic = ALL_TRAFFIC,
  ports: SourcePorts = 'any',
): readonly Passage[] {
  const found: Passage[] = [];
  for (const { box, trace } of cover(network, from, to, traffic, ports)) {
    if (trace?.verdict === 'dropped') continue;
    const passes = trace?.verdict === 'delivered' || trace?.verdict === 'intermittent';
    found.push({
      sources: box.sources,
      destinations: box.destinations,
      allows: passes ? box.traffic : NOTHING,
      intermittent: trace?.verdict === 'intermittent' ? box.traffic : NOTHING,
      unknown: passes ? NOTHING : box.traffic,
      via: passes ? wayOf(network, trace) : [],
    });
  }
  return [...groupBy(found, ({ via }) => via.join(' ')).values()].flatMap(canonical);
}

const NOTHING: TrafficSet = [];

/** An external end is the one of the query: an address may have several names. */
function wayOf(network: Network, { forward, to }: Trace): readonly EntityId[] {
  const places = placesOf(forward).slice(1);
  const last = network.byId.get(places.at(-1) ?? to);
  return last === undefined || isOutside(last) ? [...places.slice(0, -1), to] : places;
}

/** The same packets in a canonical form: addresses with the same traffic are merged, then traffic with the same addresses. */
function canonical(parts: readonly Passage[]): readonly Passage[] {
  if (parts.length <= 1) return parts;
  const bySource = merge(parts, 'sources', 'destinations');
  const merged = merge(bySource, 'destinations', 'sources');
  return byTraffic(byTraffic(merged, 'sources', 'destinations'), 'destinations', 'sources');
}

const DISPOSITIONS = ['firm', 'intermittent', 'unknown'] as const;

/** Prefers port 22 from an office and port 443 from everywhere over both from the office and one from all others. */
function byTraffic(
  parts: readonly Passage[],
  axis: 'sources' | 'destinations',
  other: 'sources' | 'destinations',
): readonly Passage[] {
  return [...groupBy(parts, (part) => keyOf(part[other])).values()].flatMap((together) => {
    const [first] = together;
    if (first === undefined || together.length === 1) return together;
    const rows = DISPOSITIONS.flatMap((disposition) =>
      transposed(together.map((part) => ({ addresses: part[axis], traffic: trafficOf(part, disposition) }))).map((row) => ({
        ...row,
        disposition,
      })),
    );
    return [...groupBy(rows, ({ addresses }) => keyOf(addresses)).values()].map((same): Passage => {
      const all = (...dispositions: readonly string[]): TrafficSet =>
        same
          .filter(({ disposition }) => dispositions.includes(disposition))
          .reduce<TrafficSet>((set, { traffic }) => union(set, traffic), []);
      const addresses = same[0]?.addresses ?? [];
      const sets = { allows: all('firm', 'intermittent'), intermittent: all('intermittent'), unknown: all('unknown') };
      return { ...first, [axis]: addresses, ...sets };
    });
  });
}

function trafficOf({ allows, intermittent, unknown }: Passage, disposition: (typeof DISPOSITIONS)[number]): TrafficSet {
  if (disposition === 'unknown') return unknown;
  return disposition === 'firm' ? subtract(allows, intermittent) : intermittent;
}

interface Piece {
  readonly addresses: AddressSet;
  readonly traffic: TrafficSet;
}

/** All addresses for each part of the traffic; the parts do not overlap. */
function transposed(parts: readonly Piece[]): readonly Piece[] {
  let pieces: readonly Piece[] = [];
  for (const { addresses, traffic } of parts) {
    if (traffic.length === 0) continue;
    const rest = pieces.reduce<TrafficSet>((left, piece) => subtract(left, piece.traffic), traffic);
    const next = pieces.flatMap((piece) => [
      { addresses: union(piece.addresses, addresses), traffic: intersect(piece.traffic, traffic) },
      { addresses: piece.addresses, traffic: subtract(piece.traffic, traffic) },
    ]);
    pieces = [...next, { addresses, traffic: rest }].filter((piece) => piece.traffic.length > 0);
  }
  return pieces;
}

/** Splits along one axis where parts differ in it, sums up each interval, and joins intervals with the same result. */
function merge(
  parts: readonly Passage[],
  axis: 'sources' | 'destinations',
  other: 'sources' | 'destinations',
): readonly Passage[] {
  const done: Passage[] = [];
  for (const together of groupBy(parts, (part) => keyOf(part[other])).values()) {
    let stretches: readonly Passage[] = [];
    for (const part of together) stretches = add(stretches, part, axis);
    for (const same of groupBy(stretches, ({ allows, intermittent, unknown }) =>
      [allows, intermittent, unknown].map(keyOf).join('|'),
    ).values()) {
      const [first] = same;
      if (first !== undefined)
        done.push({ ...first, [axis]: same.reduce<AddressSet>((set, part) => union(set, part[axis]), []) });
    }
  }
  return done;
}

/** Adds the part to the intervals that it covers; they do not overlap. */
function add(stretches: readonly Passage[], part: Passage, axis: 'sources' | 'destinations'): readonly Passage[] {
  let left = part[axis];
  const next: Passage[] = [];
  for (const stretch of stretches) {
    const both = intersect(stretch[axis], left);
    if (both.length > 0) next.push({ ...stretch, ...sum(stretch, part), [axis]: both });
    const own = subtract(stretch[axis], left);
    if (own.length > 0) next.push({ ...stretch, [axis]: own });
    left = subtract(left, stretch[axis]);
  }
  return left.length > 0 ? [...next, { ...part, [axis]: left }] : next;
}

function sum(a: Passage, b: Passage): Pick<Passage, 'allows' | 'intermittent' | 'unknown'> {
  const allows = union(a.allows, b.allows);
  return {
    allows,
    intermittent: subtract(union(a.intermittent, b.intermittent), subtract(a.allows, a.intermittent)),
    unknown: subtract(union(a.unknown, b.unknown), allows),
  };
}
