// A claim that fails → the suggested fix: the fewest changes after which it holds, verified by the engine, and what else they allow.

import { sizeOf } from '#language/network/address.ts';
import { stepsFor, within } from '#language/network/budget.ts';
import type { Network } from '#language/network/network.ts';
import { ALL_PORTS } from '#language/network/traffic.ts';
import type { Trace } from '#language/trace/result.ts';
import type { Change } from './change/change.ts';
import { changedBy } from './change/changed.ts';
import { type Line, linesOf } from './change/lines.ts';
import { type Difference, difference } from './difference.ts';
import type { Goal } from './goal.ts';
import { solutionsFor } from './search.ts';

/** Changes that together make the claim hold. Without any one of them, it fails. */
export interface SuggestedFix {
  readonly changes: readonly Change[];
  readonly lines: readonly Line[];
  /** The network after the changes. */
  readonly network: Network;
  /** A trace on the changed network that the claim covers. */
  readonly after: Trace;
  /** Everything that the changes allow, the claimed connection first. Computed when it is read. */
  readonly opens: readonly Difference[];
}

/** Above this number of interfaces, comparing all connectivity for the sake of a better choice would take seconds. */
const MOST_INTERFACES_COMPARED = 100;

/** The most solutions that are compared. */
const MOST_COMPARED = 6;

/**
 * The fix with the fewest lines; of several, the one that closes least, then the one that opens least, then the first that an expert would
 * try.
 * `undefined`: the claim holds, its result is unknown, no small changes help, or the search is too much work.
 */
export function suggestFix(network: Network, goal: Goal): SuggestedFix | undefined {
  return within(stepsFor(network), () => bestFix(network, goal)).answer?.value;
}

function bestFix(network: Network, goal: Goal): SuggestedFix | undefined {
  const minimal = solutionsFor(network, goal).map((changes) => withoutNeedless(network, goal, changes));
  const fixes = minimal.flatMap((changes) => fixOf(network, goal, changes) ?? []);
  const fewest = Math.min(...fixes.map(({ lines }) => lines.length));
  const shortest = fixes.filter(({ lines }) => lines.length === fewest).slice(0, MOST_COMPARED);
  if (shortest.length < 2 || network.interfaces.length > MOST_INTERFACES_COMPARED) return shortest[0]?.fix;
  const weighed = shortest.map(({ fix }) => ({ fix, weight: weightOf(difference(network, fix.network)) }));
  return weighed.toSorted((a, b) => a.weight.closed - b.weight.closed || a.weight.opened - b.weight.opened)[0]?.fix;
}

/** The changes without those that are not needed: each is left out in turn, and the claim asked again. */
function withoutNeedless(network: Network, goal: Goal, changes: readonly Change[]): readonly Change[] {
  const needless = changes.findLast(
    (one) =>
      goal.resultIn(
        changedBy(
          network,
          changes.filter((other) => other !== one),
        ),
      ).holds,
  );
  if (needless === undefined) return changes;
  return withoutNeedless(
    network,
    goal,
    changes.filter((other) => other !== needless),
  );
}

function fixOf(
  network: Network,
  goal: Goal,
  changes: readonly Change[],
): { readonly fix: SuggestedFix; readonly lines: readonly Line[] } | undefined {
  const after = changedBy(network, changes);
  const { shown } = goal.resultIn(after);
  const lines = linesOf(changes);
  if (shown === undefined) return undefined;
  let opens: readonly Difference[] | undefined;
  const fix: SuggestedFix = {
    changes,
    lines,
    network: after,
    after: shown,
    get opens() {
      opens ??= openedFirst(shown, difference(network, after));
      return opens;
    },
  };
  return { fix, lines };
}

function openedFirst({ from, to }: Trace, differences: readonly Difference[]): readonly Difference[] {
  const isClaimed = (one: Difference): boolean => one.from === from && one.to === to;
  const opened = differences.filter(({ kind }) => kind === 'opened');
  return [...opened.filter(isClaimed), ...opened.filter((one) => !isClaimed(one))];
}

/** How much connectivity a change closes and opens: the number of packet headers, roughly. */
function weightOf(differences: readonly Difference[]): { readonly closed: number; readonly opened: number } {
  const sum = (kind: Difference['kind']): number =>
    differences.filter((one) => one.kind === kind).reduce((total, one) => total + headersOf(one), 0);
  return { closed: sum('closed'), opened: sum('opened') };
}

function headersOf({ sources, destinations, traffic }: Difference): number {
  const addresses = [sources, destinations].map((blocks) => blocks?.reduce((sum, block) => sum + Number(sizeOf(block)), 0) ?? 1);
  const ports = traffic.reduce((sum, one) => {
    const named = one.ports.reduce((count, { from, to }) => count + to - from + 1, 0);
    return sum + (named > 0 ? named : ALL_PORTS.to);
  }, 0);
  return addresses.reduce((product, count) => product * count, ports);
}
