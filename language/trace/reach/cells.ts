// What passes between two addresses of two resources, and what remains of it where AWS may choose other addresses.
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import { intersect, keyOf, subtract, union } from '#language/packets/intervals.ts';
import type { AddressSet } from '#language/packets/packet-class.ts';
import type { TrafficSet } from '#language/packets/traffic-set.ts';
import type { PairEnd } from './pair-class.ts';

/** A part of what passes from one address to another, by one path. */
export interface Part {
  readonly from: PairEnd;
  readonly to: PairEnd;
  /** The addresses of the external end; between internal ends, a set that is the same for all. */
  readonly outside: AddressSet;
  readonly allows: TrafficSet;
  readonly intermittent: TrafficSet;
  readonly unknown: TrafficSet;
  readonly via: readonly EntityId[];
}

/** The roles that AWS uses alike with the role of an end. */
export interface Alike {
  readonly from: (role: string) => readonly string[];
  readonly to: (role: string) => readonly string[];
}

/** The parts, where traffic is intermittent if it does not pass between all pairs of addresses that AWS may choose. */
export function overChoices(parts: readonly Part[], alike: Alike): readonly Part[] {
  const cells = groupBy(parts, ({ from, to }) => cellOf(from.role, to.role));
  return parts.flatMap((part) => {
    const others = alike
      .from(part.from.role)
      .flatMap((from) => alike.to(part.to.role).map((to) => cellOf(from, to)))
      .filter((cell) => cell !== cellOf(part.from.role, part.to.role));
    return rejoined(
      others.reduce<readonly Part[]>((own, cell) => own.flatMap((one) => against(one, cells.get(cell) ?? [])), [part]),
    );
  });
}

function cellOf(from: string, to: string): string {
  return `${from}|${to}`;
}

/** The part, divided by what passes between two other addresses. */
function against(part: Part, others: readonly Part[]): readonly Part[] {
  if (part.allows.length === 0) return [part];
  const divided: Part[] = [];
  let left = part.outside;
  for (const { outside, passes } of stretchesOf(others, part.outside)) {
    divided.push(withFailing({ ...part, outside }, subtract(part.allows, passes)));
    left = subtract(left, outside);
  }
  return left.length === 0 ? divided : [...divided, withFailing({ ...part, outside: left }, part.allows)];
}

function withFailing(part: Part, failing: TrafficSet): Part {
  return failing.length === 0 ? part : { ...part, intermittent: union(part.intermittent, failing) };
}

interface Stretch {
  readonly outside: AddressSet;
  /** What always passes, and what may. */
  readonly passes: TrafficSet;
}

/** The addresses within a set, by what passes there. The stretches do not overlap. */
function stretchesOf(parts: readonly Part[], within: AddressSet): readonly Stretch[] {
  let stretches: readonly Stretch[] = [];
  for (const { outside, allows, intermittent, unknown } of parts) {
    const passes = union(subtract(allows, intermittent), unknown);
    let left = intersect(outside, within);
    const next: Stretch[] = [];
    for (const stretch of stretches) {
      const both = intersect(stretch.outside, left);
      const own = subtract(stretch.outside, left);
      if (both.length > 0) next.push({ outside: both, passes: union(stretch.passes, passes) });
      if (own.length > 0) next.push({ ...stretch, outside: own });
      left = subtract(left, stretch.outside);
    }
    stretches = left.length === 0 ? next : [...next, { outside: left, passes }];
  }
  return stretches;
}

/** Parts that differ in their external addresses only are one. */
function rejoined(parts: readonly Part[]): readonly Part[] {
  if (parts.length < 2) return parts;
  return [...groupBy(parts, ({ intermittent }) => keyOf(intermittent)).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, outside: others.reduce((set, { outside }) => union(set, outside), first.outside) }],
  );
}
