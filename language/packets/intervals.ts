// Sets of numbers as sorted intervals: the arithmetic behind every "for all packets".

/** Half-open intervals [b0, b1), [b2, b3), …: bounds in ascending order, no two intervals touching. Empty: nothing. */
export type Intervals<T extends number | bigint> = readonly T[];

const KEYS = new WeakMap<Intervals<number | bigint>, string>();

/** A text that is the same for equal sets and for no others; found once for each object. */
export function keyOf(set: Intervals<number | bigint>): string {
  const known = KEYS.get(set);
  if (known !== undefined) return known;
  const made = set.join(' ');
  KEYS.set(set, made);
  return made;
}

/** Whether the number lies in one of the intervals. */
export function includes<T extends number | bigint>(set: Intervals<T>, value: T): boolean {
  return boundsUpTo(set, value) % 2 === 1;
}

/** How many bounds are not above the number. */
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
 * The part of the whole, inside or outside of the set, in which the value lies. A whole that the set leaves as it is comes back as the very
 * same object, at a cost that grows with the set alone: sets of rules are small, the internet with everybody's addresses cut out is not.
 */
export function side<T extends number | bigint>(whole: Intervals<T>, set: Intervals<T>, value: T): Intervals<T> {
  if (includes(set, value)) return meetsGap(whole, set) ? intersect(whole, set) : whole;
  return meetsInterval(whole, set) ? subtract(whole, set) : whole;
}

/** Whether something of the whole lies in one of the intervals of the set. */
function meetsInterval<T extends number | bigint>(whole: Intervals<T>, set: Intervals<T>): boolean {
  for (let index = 0; index < set.length; index += 2) if (meets(whole, set[index], set[index + 1])) return true;
  return false;
}

/** Whether something of the whole lies before, between or after the intervals of the set. */
function meetsGap<T extends number | bigint>(whole: Intervals<T>, set: Intervals<T>): boolean {
  if (meets(whole, undefined, set[0])) return true;
  for (let index = 1; index < set.length; index += 2) if (meets(whole, set[index], set[index + 1])) return true;
  return false;
}

/** Whether something of the whole lies in [from, to); without a bound everything on that side. */
function meets<T extends number | bigint>(whole: Intervals<T>, from: T | undefined, to: T | undefined): boolean {
  const before = from === undefined ? 0 : boundsUpTo(whole, from);
  if (before % 2 === 1) return true;
  const next = whole[before];
  return next !== undefined && (to === undefined || next < to);
}

/** Everything in both. */
export function intersect<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a === b) return a;
  return combine(a, b, (inA, inB) => inA && inB);
}

/** Everything in `a` that is not in `b`. */
export function subtract<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a === b) return [];
  return combine(a, b, (inA, inB) => inA && !inB);
}

/** Everything in one of them. */
export function union<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a === b) return a;
  return combine(a, b, (inA, inB) => inA || inB);
}

/** Everything in one of many, whatever their order and overlaps. */
export function unionAll<T extends number | bigint>(sets: readonly Intervals<T>[]): Intervals<T> {
  if (sets.length <= 2) return union(sets[0] ?? [], sets[1] ?? []);
  const middle = sets.length >>> 1;
  return union(unionAll(sets.slice(0, middle)), unionAll(sets.slice(middle)));
}

/** Sweeps over the bounds of both sets and keeps the stretches that `keep` wants. */
function combine<T extends number | bigint>(
  a: Intervals<T>,
  b: Intervals<T>,
  keep: (inA: boolean, inB: boolean) => boolean,
): Intervals<T> {
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
