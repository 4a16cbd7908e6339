// Runs on top of each other → a coordinate for each of them, side by side in the available space.
import { compareRuns } from './order.ts';
import type { Run, Way } from './runs.ts';

/** The distance between parallel lines, in pixels. */
export const APART = 9;

/** Two runs of which the first must have a smaller coordinate than the second. */
export interface Precedence {
  readonly first: number;
  readonly second: number;
  readonly apart: number;
}

/** The runs that come close to each other. `halfWidth` is the space that a run's label needs on either side of it. */
export function precedences(ways: readonly Way[], runs: readonly Run[], halfWidth: (run: Run) => number): readonly Precedence[] {
  const found: Precedence[] = [];
  for (const [i, a] of runs.entries()) {
    for (let j = i + 1; j < runs.length; j += 1) {
      const b = runs[j];
      if (b === undefined || a.direction !== b.direction || a.from >= b.to + APART || b.from >= a.to + APART) continue;
      const apart = Math.max(APART, halfWidth(a) + halfWidth(b), halfWidth(a) + 4, halfWidth(b) + 4);
      if (Math.abs(a.at - b.at) >= apart * 4) continue;
      const order = Math.abs(a.at - b.at) < 1 ? compareRuns(ways, a, b) || -1 : a.at - b.at;
      found.push(order <= 0 ? { first: i, second: j, apart } : { first: j, second: i, apart });
    }
  }
  return found;
}

/** The maximum number of rounds. Bundles of a few dozen lines need far fewer. */
const ROUNDS = 120;

/**
 * Moves neighbours apart until they have the distance that they need, or cannot be moved further. First the distance for labels; then,
 * where labels crowd lines together, the distance for lines.
 */
export function spread(runs: readonly Run[], order: readonly Precedence[]): readonly number[] {
  const places = runs.map(({ at, least, most }) => clamp(at, least, most));
  push(places, runs, order);
  push(
    places,
    runs,
    order.map((one) => ({ ...one, apart: APART })),
  );
  return places;
}

/** Both neighbours by the same amount, if their ranges allow it. */
function push(places: number[], runs: readonly Run[], order: readonly Precedence[]): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (const { first, second, apart } of order) {
      const [a, b, runA, runB] = [places[first], places[second], runs[first], runs[second]];
      if (a === undefined || b === undefined || runA === undefined || runB === undefined || b - a >= apart - 0.01) continue;
      const half = (apart - (b - a)) / 2;
      const left = clamp(a - half, runA.least, runA.most);
      const right = clamp(Math.max(b + half, left + apart), runB.least, runB.most);
      places[first] = clamp(Math.min(left, right - apart), runA.least, runA.most);
      places[second] = right;
      moved = true;
    }
    if (!moved) return;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}
