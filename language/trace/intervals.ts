// Sets of numbers as sorted intervals: the arithmetic behind every "for all packets".

/** Half-open intervals [b0, b1), [b2, b3), …: bounds in ascending order, no two intervals touching. Empty: nothing. */
export type Intervals<T extends number | bigint> = readonly T[];

/** Whether the number lies in one of the intervals. */
export function includes<T extends number | bigint>(set: Intervals<T>, value: T): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const bound = set[middle];
    if (bound !== undefined && bound <= value) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

/** Everything in both. */
export function intersect<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  return combine(a, b, (inA, inB) => inA && inB);
}

/** Everything in `a` that is not in `b`. */
export function subtract<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  return combine(a, b, (inA, inB) => inA && !inB);
}

/** Everything in one of them. */
export function union<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
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
