// Lanes and the runs of edges in them → the width that each gap needs.
import type { Gaps } from '#language/view/layout/gaps.ts';
import type { Lane } from '#language/view/layout/place.ts';
import type { Direction } from './geometry.ts';
import type { Run } from './runs.ts';
import type { Scene } from './scene.ts';
import { APART, type Precedence } from './spread.ts';

/** The free space on both sides of the outermost lines of a gap. */
const MARGIN = 11;

/** The space that the lines need in each gap. */
export interface Needs {
  /** The width that each gap with runs in it needs, by the gap's key. */
  readonly needs: Gaps;
  /** Whether every gap is that wide. */
  readonly fits: boolean;
}

/** `halfWidth` is the space that a run's label needs on either side. */
export function needsOf(
  scene: Scene,
  runs: readonly Run[],
  places: readonly number[],
  order: readonly Precedence[],
  halfWidth: (run: Run) => number,
): Needs {
  const needs = new Map<string, number>();
  let fits = true;
  const labelRoom = (run: Run | undefined) => (run === undefined || run.direction === 'vertical' ? 0 : halfWidth(run));
  const indexed = [...runs.keys()].toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  for (const lane of [...scene.lanes.values()].flat()) {
    const here = indexed.filter((index) => runsIn(lane, runs[index]));
    if (here.length === 0) continue;
    const outermost = Math.max(MARGIN, ...here.map((index) => labelRoom(runs[index]) + 1));
    const room = longestChain(here, order, lane.direction) + 2 * outermost;
    if (room > lane.room + 0.5) fits = false;
    needs.set(lane.gap, Math.max(room, needs.get(lane.gap) ?? 0));
  }
  return { needs, fits };
}

function runsIn({ direction, at, from, to }: Lane, run: Run | undefined): boolean {
  return run !== undefined && run.direction === direction && Math.abs(run.at - at) < 1 && run.from < to && run.to > from;
}

/** The width of the widest set of runs that must be side by side. Labels on vertical lines need no extra width: they move up or down. */
function longestChain(indexes: readonly number[], order: readonly Precedence[], direction: Direction): number {
  const before = new Map<number, number>();
  for (const index of indexes) {
    const chains = order
      .filter(({ first, second }) => second === index && before.has(first))
      .map(({ first, apart }) => (before.get(first) ?? 0) + (direction === 'vertical' ? APART : apart));
    before.set(index, Math.max(0, ...chains));
  }
  return Math.max(0, ...before.values());
}
