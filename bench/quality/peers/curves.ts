// Bézier curves → lines of short straight pieces.
import type { Point } from '../drawing.ts';
import { lengthOf } from '../geometry.ts';

/** A curve of cubic pieces: its start, and three control points for each piece. Closer than half a pixel to the curve. */
export function flattened(controls: readonly Point[]): readonly Point[] {
  const [start] = controls;
  if (start === undefined) return [];
  const points = [start];
  for (let index = 0; index + 3 < controls.length; index += 3) {
    const [a, b, c, d] = controls.slice(index, index + 4);
    if (a && b && c && d) for (let step = 1; step <= STEPS; step += 1) points.push(pointAt([a, b, c, d], step / STEPS));
  }
  return simplified(points);
}

const STEPS = 16;

function pointAt([a, b, c, d]: readonly [Point, Point, Point, Point], part: number): Point {
  const rest = 1 - part;
  const [p, q, r, s] = [rest ** 3, 3 * rest ** 2 * part, 3 * rest * part ** 2, part ** 3];
  return { x: p * a.x + q * b.x + r * c.x + s * d.x, y: p * a.y + q * b.y + r * c.y + s * d.y };
}

/** Leaves out what is less than half a pixel beside the straight line between its neighbours. */
function simplified(points: readonly Point[]): readonly Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 3) return points;
  const offsets = points.map((point) => distance(point, first, last));
  const worst = offsets.indexOf(Math.max(...offsets));
  if ((offsets[worst] ?? 0) < 0.5) return [first, last];
  return [...simplified(points.slice(0, worst + 1)), ...simplified(points.slice(worst)).slice(1)];
}

/** From a point to a straight line between two others. */
function distance(point: Point, from: Point, to: Point): number {
  const length = lengthOf([from, to]);
  if (length === 0) return lengthOf([from, point]);
  const part = ((point.x - from.x) * (to.x - from.x) + (point.y - from.y) * (to.y - from.y)) / length ** 2;
  const near = Math.min(1, Math.max(0, part));
  return lengthOf([point, { x: from.x + near * (to.x - from.x), y: from.y + near * (to.y - from.y) }]);
}
