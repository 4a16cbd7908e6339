// The four verdicts, and how the verdicts of several paths become one.

/**
 * `delivered`: the packet arrives and its reply comes back, whatever AWS chooses. `intermittent`: that depends on a choice of AWS, or on
 * the source port that an operating system or a NAT chooses. `dropped`: it never does. `unknown`: the model does not cover it.
 */
export type Verdict = 'delivered' | 'intermittent' | 'unknown' | 'dropped';

/**
 * AWS takes one of the paths, and nobody can say which: all must work. Without paths, there is nothing that can fail. `possible`: further
 * paths, of which it is not known whether AWS takes them at all.
 */
export function allOf(certain: Iterable<Verdict>, possible: readonly Verdict[] = []): Verdict {
  const known = [...certain];
  if (possible.length === 0) return allOfCertain(known);
  const all = allOfCertain([...known, ...possible]);
  if (known.length === 0) return new Set(possible).size === 1 ? all : 'unknown';
  const own = allOfCertain(known);
  return own === all || own === 'intermittent' ? own : 'unknown';
}

function allOfCertain(verdicts: readonly Verdict[]): Verdict {
  const found = new Set(verdicts);
  if (found.size <= 1) return [...found][0] ?? 'delivered';
  // One path that works and one that fails are enough, whatever is unknown besides.
  return found.has('intermittent') || (found.has('delivered') && found.has('dropped')) ? 'intermittent' : 'unknown';
}

/** The sender takes one of the paths: the best counts. Without paths, nothing arrives. */
export function bestOf(verdicts: Iterable<Verdict>): Verdict {
  const found = new Set(verdicts);
  return ORDER.find((verdict) => found.has(verdict)) ?? 'dropped';
}

const ORDER: readonly Verdict[] = ['delivered', 'intermittent', 'unknown', 'dropped'];

/** One part of a path after the other: the worst counts. */
export function inSeries(first: Verdict, second: Verdict): Verdict {
  return WORST.find((verdict) => first === verdict || second === verdict) ?? 'delivered';
}

const WORST: readonly Verdict[] = ['dropped', 'unknown', 'intermittent', 'delivered'];
