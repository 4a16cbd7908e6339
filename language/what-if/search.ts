// A claim that fails → sets of changes after which it holds. A bounded search, breadth first: one remedy after the other, each verified.
import type { Network } from '#language/network/network.ts';
import type { Trace } from '#language/trace/result.ts';
import type { Change } from './change/change.ts';
import { changedBy } from './change/changed.ts';
import { allChains, type Chain, chainsToTry, isFailing, keyOfBlocked, type Seen } from './failures.ts';
import type { Goal, Result } from './goal.ts';
import type { Blocked, Candidate, Remedy } from './remedy/blocked.ts';
import { CAUSES, REMEDIES } from './remedy/remedies.ts';

/** The most remedies in a row. A path has few filters, and a claim that needs more is a design, not a fix. */
const MOST_REMEDIES = 16;

/** The most changed networks that are kept at each step, and that are tried in all. */
const MOST_KEPT = 12;
const MOST_TRIED = 160;

/** The most ways to call a receiver that are repaired: by its private, its public or another address. */
const MOST_WAYS = 4;

interface State {
  readonly changes: readonly Change[];
  readonly network: Network;
  /** A call that contradicts the claim, by the way that is to be repaired. */
  readonly failed: Trace;
}

/** The blockers that a candidate is for, and the candidate. */
interface Step {
  readonly blocked: Blocked;
  readonly candidate: Candidate;
}

type Remedies = (blocked: Blocked) => readonly Candidate[];

/** At the cause, where there is one; else at the blocker. */
const CAUSES_FIRST: Remedies = (blocked) => first(blocked, CAUSES) ?? first(blocked, REMEDIES) ?? [];
const BLOCKERS_ONLY: Remedies = (blocked) => first(blocked, REMEDIES) ?? [];

function first(blocked: Blocked, remedies: readonly Remedy[]): readonly Candidate[] | undefined {
  const found = remedies.flatMap((remedy) => remedy(blocked));
  return found.length > 0 ? found : undefined;
}

/** The solutions with the fewest remedies for each way that a sender may choose, in the order of the ways; before them, those for a name. */
export function solutionsFor(network: Network, goal: Goal): readonly (readonly Change[])[] {
  return [...answering(network, goal), ...repairing(network, goal)];
}

/** What lets a name resolve, and then lets packets pass. */
function answering(network: Network, goal: Goal): readonly (readonly Change[])[] {
  if (goal.answers === undefined || goal.resultIn(network).holds) return [];
  return goal.answers(network).flatMap((changes) => {
    const after = changedBy(network, changes);
    if (goal.resultIn(after).holds) return [changes];
    return repairing(after, goal).map((more) => [...changes, ...more]);
  });
}

function repairing(network: Network, goal: Goal): readonly (readonly Change[])[] {
  const result = goal.resultIn(network);
  if (result.holds || result.shown === undefined || !isFailing(result.shown)) return [];
  const ways = Math.min(result.ways().length, MOST_WAYS);
  const searches = Array.from({ length: ways }, (_, way) => new Search(goal, way, MOST_TRIED / ways));
  let fewest = MOST_REMEDIES;
  return searches.flatMap((search) => {
    const found = search.from(network, result, fewest);
    fewest = Math.min(fewest, ...found.map(({ remedies }) => remedies));
    return found.map(({ changes }) => changes);
  });
}

interface Solution {
  readonly changes: readonly Change[];
  readonly remedies: number;
}

/** The search for one of the ways to call. */
class Search {
  readonly #goal: Goal;
  readonly #way: number;
  #left: number;

  constructor(goal: Goal, way: number, tries: number) {
    this.#goal = goal;
    this.#way = way;
    this.#left = tries;
  }

  /** The solutions with the fewest remedies, and at most so many. Remedies for causes come first. */
  from(network: Network, result: Result, most: number): readonly Solution[] {
    const failed = this.#failedIn(result);
    if (failed === undefined) return [];
    const start: State = { changes: [], network, failed };
    const atCause = this.#search(start, CAUSES_FIRST, most);
    return atCause.length > 0 ? atCause : this.#search(start, BLOCKERS_ONLY, most);
  }

  /** The trace to repair: by the chosen way, or the last one if a receiver has fewer. */
  #failedIn({ ways }: Result): Trace | undefined {
    const all = ways();
    const failed = all[Math.min(this.#way, all.length - 1)];
    return failed !== undefined && isFailing(failed) ? failed : undefined;
  }

  #search(start: State, remedies: Remedies, most: number): readonly Solution[] {
    let level: readonly State[] = [start];
    for (let depth = 1; depth <= most && level.length > 0; depth += 1) {
      const solved = new Map<string, readonly Change[]>();
      const next = new Map<string, State>();
      for (const state of level) {
        for (const step of stepsFrom(state, this.#goal, remedies)) {
          if (this.#left <= 0) break;
          const after = this.#taken(state, step);
          if (after === undefined) continue;
          if (after.failed === undefined) solved.set(keyOf(after.changes), after.changes);
          else next.set(keyOf(after.changes), { ...after, failed: after.failed });
        }
      }
      if (solved.size > 0) return [...solved.values()].map((changes) => ({ changes, remedies: depth }));
      level = [...next.values()].slice(0, MOST_KEPT);
    }
    return [];
  }

  /** The state after a step; `failed` is absent if the claim holds. `undefined`: none of the candidate's changes helps. */
  #taken(state: State, { blocked, candidate }: Step): (Omit<State, 'failed'> & { readonly failed?: Trace }) | undefined {
    for (let one: Candidate | undefined = candidate; one !== undefined; one = one.instead) {
      this.#left -= 1;
      const changes = unknownOf(state.changes, one.changes);
      const after = { changes: [...state.changes, ...changes], network: changedBy(state.network, changes) };
      const result = this.#goal.resultIn(after.network);
      if (result.holds) return after;
      const failed = this.#failedIn(result);
      const seen = { network: after.network, written: this.#goal.written };
      if (failed !== undefined && !isStillThere(blocked, seen, failed)) return { ...after, failed };
    }
    return undefined;
  }
}

/** Those of the changes that are not made yet. */
function unknownOf(made: readonly Change[], changes: readonly Change[]): readonly Change[] {
  const known = new Set(made.map(textOf));
  return changes.filter((change) => !known.has(textOf(change)));
}

/** The candidates for the first blocker of each chain that has any, each once. */
function stepsFrom({ network, failed }: State, { written }: Goal, remedies: Remedies): readonly Step[] {
  const steps = new Map<Chain, readonly Step[]>();
  const isUseful = (chain: Chain): boolean => {
    const found = stepsFor(chain, remedies);
    steps.set(chain, found);
    return found.length > 0;
  };
  const all = chainsToTry({ network, written }, failed, isUseful).flatMap((chain) => steps.get(chain) ?? []);
  return [...new Map(all.toReversed().map((step) => [keyOf(step.candidate.changes), step])).values()].toReversed();
}

function stepsFor(chain: Chain, remedies: Remedies): readonly Step[] {
  for (const blocked of chain) {
    const found = remedies(blocked);
    if (found.length > 0) return found.map((candidate) => ({ blocked, candidate }));
  }
  return [];
}

/** Whether the same blocker blocks the same packet after the change: then the change did not help. */
function isStillThere(blocked: Blocked, seen: Seen, failed: Trace): boolean {
  const key = keyOfBlocked(blocked);
  return allChains(seen, failed).some((chain) => chain.some((other) => keyOfBlocked(other) === key));
}

function keyOf(changes: readonly Change[]): string {
  return changes.map(textOf).toSorted().join('\n');
}

/** JSON has no big integers. */
function textOf(change: Change): string {
  return JSON.stringify(change, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
