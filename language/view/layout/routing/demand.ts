// Lanes and the runs in them in; the gaps that are too narrow, and how wide they should be, out.
import type { Lane } from '#language/view/layout/place.ts';
import type { Direction } from './geometry.ts';
import type { Run } from './runs.ts';
import type { Scene } from './scene.ts';
import { APART, type Precedence } from './spread.ts';

/** The free space on both sides of the outermost lines of a gap. */
const MARGIN = 11;

/** Wanted widths by the gap's key. `halfWidth` is the room that a run's label needs on either side. */
export function demandsOf(
  scene: Scene,
  runs: readonly Run[],
  places: readonly number[],
  order: readonly Precedence[],
  halfWidth: (run: Run) => number,
): ReadonlyMap<string, number> {
  const demands = new Map<string, number>();
  const labelRoom = (run: Run | undefined) => (run === undefined || run.direction === 'vertical' ? 0 : halfWidth(run));
  const indexed = [...runs.keys()].toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  for (const lane of [...scene.lanes.values()].flat()) {
    const here = indexed.filter((index) => runsIn(lane, runs[index]));
    if (here.length === 0) continue;
    const outermost = Math.max(MARGIN, ...here.map((index) => labelRoom(runs[index]) + 3));
    const room = longestChain(here, order, lane.direction) + 2 * outermost;
    if (room > lane.room + 0.5) demands.set(lane.gap, Math.max(room, demands.get(lane.gap) ?? 0));
  }
  return demands;
}

function runsIn({ direction, at, from, to }: Lane, run: Run | undefined): boolean {
  return run !== undefined && run.direction === direction && Math.abs(run.at - at) < 1 && run.from < to && run.to > from;
}

/** The width of the widest set of runs that must lie side by side. Labels on upright lines ask for no room: they find it above or below. */
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
