// Blockers of several paths → each once.
import { factsOf } from './decision/facts.ts';
import type { Blocker } from './result.ts';

/** A rule that denies the packets of several paths is one blocker. */
export function uniqueBlockers(blockers: readonly Blocker[]): readonly Blocker[] {
  if (blockers.length < 2) return blockers;
  const key = ({ direction, at, code, hop: { decision } }: Blocker): string =>
    JSON.stringify([direction, at, code, factsOf(decision)]);
  return [...new Map(blockers.map((blocker) => [key(blocker), blocker])).values()];
}
