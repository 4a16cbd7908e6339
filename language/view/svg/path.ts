// The bends of an edge → SVG path data: a line with round corners, its arrowhead, its cross.
import type { Point } from '#language/view/layout/placed.ts';
import { number } from './xml.ts';

const RADIUS = 6;
const ARROW = { length: 8, half: 4 } as const;
/** How far a cross reaches from its middle, in CSS pixels. */
export const CROSS = 5;

/** Straight lines with round corners. The line ends `short` pixels before its last point. */
export function linePath(points: readonly Point[], short: number): string {
  const cut = shorten(points, short);
  return cut
    .map((point, index) => {
      const [before, after] = [cut[index - 1], cut[index + 1]];
      if (before === undefined) return `M${at(point)}`;
      if (after === undefined) return `L${at(point)}`;
      const radius = Math.min(RADIUS, distance(before, point) / 2, distance(point, after) / 2);
      return `L${at(towards(point, before, radius))}Q${at(point)} ${at(towards(point, after, radius))}`;
    })
    .join('');
}

/** The line of an edge up to its arrowhead. */
export function arrowLine(points: readonly Point[]): string {
  return linePath(points, ARROW.length - 1);
}

/** A filled triangle with its tip at the last point. */
export function arrowHead(points: readonly Point[]): string {
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (tip === undefined || before === undefined) return '';
  const base = towards(tip, before, ARROW.length);
  const [x, y] = tip.x === before.x ? [ARROW.half, 0] : [0, ARROW.half];
  return `M${at(tip)}L${at({ x: base.x + x, y: base.y + y })}L${at({ x: base.x - x, y: base.y - y })}Z`;
}

/** A cross over the last point. */
export function cross(points: readonly Point[]): string {
  const end = points.at(-1);
  if (end === undefined) return '';
  const { x, y } = end;
  const corner = (dx: number, dy: number) => at({ x: x + dx, y: y + dy });
  return `M${corner(-CROSS, -CROSS)}L${corner(CROSS, CROSS)}M${corner(CROSS, -CROSS)}L${corner(-CROSS, CROSS)}`;
}

function shorten(points: readonly Point[], by: number): readonly Point[] {
  const [end, before] = [points.at(-1), points.at(-2)];
  if (end === undefined || before === undefined) return points;
  return [...points.slice(0, -1), towards(end, before, Math.min(by, distance(end, before)))];
}

/** The point `length` pixels from `from` in the direction of `to`. */
function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to);
  if (whole === 0) return from;
  return { x: from.x + ((to.x - from.x) / whole) * length, y: from.y + ((to.y - from.y) / whole) * length };
}

/** Lines are vertical or horizontal. */
function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function at({ x, y }: Point): string {
  return `${number(x)} ${number(y)}`;
}
