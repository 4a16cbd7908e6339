// Rectangles and straight lines: where they meet.
import type { Point, Rect } from './drawing.ts';

/** A straight piece of a line. */
export type Segment = readonly [from: Point, to: Point];

/** In pixels: the tolerance for rounding. */
export const NEAR = 0.5;

/** The straight pieces of a line with bends. Pieces without length are left out. */
export function segmentsOf(points: readonly Point[]): readonly Segment[] {
  const pieces = points.slice(1).map((end, index): Segment => [points[index] ?? end, end]);
  return pieces.filter((piece) => lengthOf(piece) > 0);
}

/** In pixels, as the crow flies. */
export function lengthOf([a, b]: Segment): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** Whether two rectangles share more than a border. */
export function meet(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width - NEAR && b.x < a.x + a.width - NEAR && a.y < b.y + b.height - NEAR && b.y < a.y + a.height - NEAR;
}

/** Whether the inner rectangle is wholly inside the outer one. */
export function covers(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x - NEAR &&
    inner.y >= outer.y - NEAR &&
    inner.x + inner.width <= outer.x + outer.width + NEAR &&
    inner.y + inner.height <= outer.y + outer.height + NEAR
  );
}

/** The shortest distance between the borders of two separate rectangles, first along x, then along y. Zero along an axis on which they overlap. */
export function gapsBetween(a: Rect, b: Rect): readonly [x: number, y: number] {
  const along = (start: number, length: number, other: number, otherLength: number) =>
    Math.max(0, other - start - length, start - other - otherLength);
  return [along(a.x, a.width, b.x, b.width), along(a.y, a.height, b.y, b.height)];
}

/** The part of a line inside a rectangle; `undefined` if it only touches the border. */
export function clipped([a, b]: Segment, { x, y, width, height }: Rect): Segment | undefined {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  let [first, last] = [0, 1];
  for (const [step, low, high] of [
    [dx, x + NEAR - a.x, x + width - NEAR - a.x],
    [dy, y + NEAR - a.y, y + height - NEAR - a.y],
  ] as const) {
    if (step === 0 && (low >= 0 || high <= 0)) return undefined;
    if (step === 0) continue;
    first = Math.max(first, Math.min(low / step, high / step));
    last = Math.min(last, Math.max(low / step, high / step));
  }
  if (first >= last) return undefined;
  const at = (part: number): Point => ({ x: a.x + part * dx, y: a.y + part * dy });
  return [at(first), at(last)];
}

/** Where two lines cross inside both of them; `undefined` if they only touch, or are within 5° of parallel, as curves on each other are. */
export function crossing([a, b]: Segment, [c, d]: Segment): Point | undefined {
  const [rx, ry, sx, sy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y];
  const area = rx * sy - ry * sx;
  if (Math.abs(area) < Math.sin(PARALLEL) * Math.hypot(rx, ry) * Math.hypot(sx, sy)) return undefined;
  const along = ((c.x - a.x) * sy - (c.y - a.y) * sx) / area;
  const across = ((c.x - a.x) * ry - (c.y - a.y) * rx) / area;
  if (Math.min(along, across) < TINY || Math.max(along, across) > 1 - TINY) return undefined;
  return { x: a.x + along * rx, y: a.y + along * ry };
}

const PARALLEL = (5 * Math.PI) / 180;
const TINY = 1e-6;

/** For how many pixels two lines lie on each other. */
export function sharedLength(one: Segment, other: Segment): number {
  const [a, b] = one;
  const length = lengthOf(one);
  const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const beside = ({ x, y }: Point) => Math.abs((x - a.x) * uy - (y - a.y) * ux);
  if (other.some((end) => beside(end) > NEAR)) return 0;
  const [from, to] = other.map(({ x, y }) => (x - a.x) * ux + (y - a.y) * uy).toSorted((p, q) => p - q);
  return from === undefined || to === undefined ? 0 : Math.max(0, Math.min(length, to) - Math.max(0, from));
}
