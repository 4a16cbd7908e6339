// Two runs on the same lane → which of them goes left of, or above, the other, so that they cross as rarely as possible.
import type { Point } from '#language/view/layout/placed.ts';
import type { Run, Way } from './runs.ts';

/** Negative: `a` gets the smaller coordinate. 0: it makes no difference. */
export function compareRuns(ways: readonly Way[], a: Run, b: Run): number {
  const [lineA, lineB] = [a.lines[0], b.lines[0]];
  const pointsA = ways[lineA?.way ?? -1]?.points;
  const pointsB = ways[lineB?.way ?? -1]?.points;
  if (lineA === undefined || lineB === undefined || pointsA === undefined || pointsB === undefined) return 0;
  const up = walk(a, b, pointsA, pointsB, lineA.line, lineB.line, -1);
  return up === 0 ? walk(a, b, pointsA, pointsB, lineA.line, lineB.line, 1) : up;
}

function walk(
  a: Run,
  b: Run,
  pointsA: readonly Point[],
  pointsB: readonly Point[],
  lineA: number,
  lineB: number,
  heading: Heading,
): number {
  return diverge(traveller(pointsA, lineA, a.direction, heading), traveller(pointsB, lineB, b.direction, heading));
}

/** Towards greater or smaller coordinates. */
type Heading = 1 | -1;

/** A position along a way: on line `line` now, towards point `next`, through the list in steps of `step`. */
interface Traveller {
  readonly points: readonly Point[];
  readonly next: number;
  readonly step: Heading;
  readonly axis: 'x' | 'y';
  readonly heading: Heading;
}

function traveller(points: readonly Point[], line: number, direction: Run['direction'], heading: Heading): Traveller {
  const axis = direction === 'vertical' ? 'y' : 'x';
  const [start, end] = [points[line]?.[axis] ?? 0, points[line + 1]?.[axis] ?? 0];
  const forward = end > start === heading > 0;
  return { points, next: forward ? line + 1 : line, step: forward ? 1 : -1, axis, heading };
}

/** Which of two ways on the same line must have the smaller coordinate, seen from where they separate. */
function diverge(a: Traveller, b: Traveller): number {
  const endA = (a.points[a.next]?.[a.axis] ?? 0) * a.heading;
  const endB = (b.points[b.next]?.[b.axis] ?? 0) * b.heading;
  const [turnA, turnB] = [turnOf(a), turnOf(b)];
  if (Math.abs(endA - endB) >= 1) return endA < endB ? turnA : -turnB;
  if (turnA !== turnB || turnA === 0) return turnA - turnB;
  const order = diverge(after(a, turnA), after(b, turnA));
  return -a.heading * turnA * order;
}

/** The side to which a way turns at the next point; 0 if it ends there. */
function turnOf({ points, next, step, axis }: Traveller): Heading | 0 {
  const [here, there] = [points[next], points[next + step]];
  if (here === undefined || there === undefined) return 0;
  const side = axis === 'x' ? 'y' : 'x';
  return there[side] > here[side] ? 1 : -1;
}

function after({ points, next, step, axis }: Traveller, heading: Heading): Traveller {
  return { points, next: next + step, step, axis: axis === 'x' ? 'y' : 'x', heading };
}
