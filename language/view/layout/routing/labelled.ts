// Routed edges → those that have a label, one for each bundle, and the lines on which it can be.
import { labelSize, type Size } from '#language/view/layout/sizes.ts';
import type { Direction } from './geometry.ts';
import type { Run, Way } from './runs.ts';

/** The edges of a bundle share one label. */
export interface Labelled {
  /** The place of the way that brings it, in the list of all ways. */
  readonly index: number;
  readonly way: Way;
  readonly size: Size;
}

/** The first way of each bundle that has a label. */
export function labelledWays(ways: readonly Way[]): readonly Labelled[] {
  const found = new Map<string, Labelled>();
  for (const [index, way] of ways.entries()) {
    const size = labelSize(way.edge);
    if (size !== undefined && !found.has(way.bundle)) found.set(way.bundle, { index, way, size });
  }
  return [...found.values()];
}

/** The free line that a label leaves on both sides, so that the line and its arrow can be seen. */
export const LINE_LEFT = 10;

/** Whether a line of this length can carry the label. */
export function carries(direction: Direction, length: number, size: Size): boolean {
  return length >= (direction === 'vertical' ? size.height : size.width) + 2 * LINE_LEFT;
}

/** The best run for each label, with the size of the label: where all of a bundle run together, horizontal rather than vertical, and long. */
export function carriersOf(ways: readonly Way[], runs: readonly Run[]): ReadonlyMap<Run, Size> {
  const carriers = new Map<Run, Size>();
  for (const { way, size } of labelledWays(ways)) {
    const able = runs.filter(({ bundle, direction, from, to }) => bundle === way.bundle && carries(direction, to - from, size));
    const [best] = able.toSorted((a, b) => rank(b) - rank(a));
    if (best !== undefined) carriers.set(best, size);
  }
  return carriers;
}

function rank({ lines, direction, from, to }: Run): number {
  return lines.length * 10_000 + (direction === 'horizontal' ? 5_000 : 0) + Math.min(4_999, to - from);
}
