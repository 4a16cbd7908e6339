// Sets of numbers as sorted intervals: the arithmetic behind every result about all packets.
import { spendOn } from '#language/network/budget.ts';
import { perObject } from '#language/network/memo.ts';

/** Half-open intervals [b0, b1), [b2, b3), …: bounds in ascending order, no two intervals touch. An empty list is the empty set. */
export type Intervals<T extends number | bigint> = readonly T[];

/** A text that is equal for equal sets only. Computed once for each object. */
export const keyOf = perObject((set: Intervals<number | bigint>): string => set.join(' '));

/** Whether the number is in the set. */
export function includes<T extends number | bigint>(set: Intervals<T>, value: T): boolean {
  return boundsUpTo(set, value) % 2 === 1;
}

/** The number of bounds that are less than or equal to the value. */
function boundsUpTo<T extends number | bigint>(set: Intervals<T>, value: T): number {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const bound = set[middle];
    if (bound !== undefined && bound <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The part of `whole` that is on the same side of `set` as the value: the intersection if the set includes the value, otherwise the
 * difference. Returns `whole` itself if nothing changes. The cost then grows with `set` alone, which matters because the sets of rules
 * are small and the set of all internet addresses is not.
 */
export function side<T extends number | bigint>(whole: Intervals<T>, set: Intervals<T>, value: T): Intervals<T> {
  if (includes(set, value)) return meetsGap(whole, set) ? intersect(whole, set) : whole;
  return meetsInterval(whole, set) ? subtract(whole, set) : whole;
}

/** Whether `whole` and an interval of the set overlap. */
function meetsInterval<T extends number | bigint>(whole: Intervals<T>, set: Intervals<T>): boolean {
  for (let index = 0; index < set.length; index += 2) if (meets(whole, set[index], set[index + 1])) return true;
  return false;
}

/** Whether a part of `whole` is outside the set. */
function meetsGap<T extends number | bigint>(whole: Intervals<T>, set: Intervals<T>): boolean {
  if (meets(whole, undefined, set[0])) return true;
  for (let index = 1; index < set.length; index += 2) if (meets(whole, set[index], set[index + 1])) return true;
  return false;
}

/** Whether `whole` overlaps [from, to). A missing bound means no limit on that side. */
function meets<T extends number | bigint>(whole: Intervals<T>, from: T | undefined, to: T | undefined): boolean {
  const before = from === undefined ? 0 : boundsUpTo(whole, from);
  if (before % 2 === 1) return true;
  const next = whole[before];
  return next !== undefined && (to === undefined || next < to);
}

/** The intersection of two sets. */
export function intersect<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a === b) return a;
  return combine(a, b, (inA, inB) => inA && inB);
}

/** The difference: everything in `a` that is not in `b`. */
export function subtract<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a === b) return [];
  return combine(a, b, (inA, inB) => inA && !inB);
}

/** The union of two sets. */
export function union<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a === b) return a;
  return combine(a, b, (inA, inB) => inA || inB);
}

/** The union of many sets, in any order. */
export function unionAll<T extends number | bigint>(sets: readonly Intervals<T>[]): Intervals<T> {
  if (sets.length <= 2) return union(sets[0] ?? [], sets[1] ?? []);
  const middle = sets.length >>> 1;
  return union(unionAll(sets.slice(0, middle)), unionAll(sets.slice(middle)));
}

/** Sweeps over the bounds of both sets and keeps the intervals for which `keep` is true. */
function combine<T extends number | bigint>(
  a: Intervals<T>,
  b: Intervals<T>,
  keep: (inA: boolean, inB: boolean) => boolean,
): Intervals<T> {
  spendOn(a.length + b.length);
  const kept: T[] = [];
  let [inA, inB, inside] = [0, 0, false];
  for (;;) {
    const nextA = a[inA];
    const nextB = b[inB];
    const bound = nextA === undefined || (nextB !== undefined && nextB < nextA) ? nextB : nextA;
    if (bound === undefined) return kept;
    if (bound === nextA) inA += 1;
    if (bound === nextB) inB += 1;
    const now = keep(inA % 2 === 1, inB % 2 === 1);
    if (now !== inside) {
      kept.push(bound);
      inside = now;
    }
  }
}
