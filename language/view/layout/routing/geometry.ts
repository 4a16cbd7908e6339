// Rectangles and lines: the types that all files of the routing share. CSS pixels, y grows downwards.
import type { Point } from '#language/view/layout/placed.ts';

/** The top left corner and the size. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Vertical lines keep their x, horizontal ones their y. */
export type Direction = 'vertical' | 'horizontal';

/** Where a rectangle begins and ends along an axis: `vertical` is the y axis, along which vertical lines run. */
export function extent(rect: Rect, along: Direction): readonly [number, number] {
  return along === 'vertical' ? [rect.y, rect.y + rect.height] : [rect.x, rect.x + rect.width];
}

/** The direction across. */
export function across(direction: Direction): Direction {
  return direction === 'vertical' ? 'horizontal' : 'vertical';
}

/** Whether the point is inside the rectangle, `margin` away from its borders. */
export function holds(rect: Rect, point: Point, margin = 0): boolean {
  return (
    point.x > rect.x + margin &&
    point.x < rect.x + rect.width - margin &&
    point.y > rect.y + margin &&
    point.y < rect.y + rect.height - margin
  );
}

/** Whether two rectangles share more than a border; `margin` is kept free between them. */
export function meet(a: Rect, b: Rect, margin = 0): boolean {
  return (
    a.x < b.x + b.width + margin && b.x < a.x + a.width + margin && a.y < b.y + b.height + margin && b.y < a.y + a.height + margin
  );
}

/** Whether the inner rectangle is wholly inside the outer one. */
export function covers(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** The rectangle of a straight line between two points. */
export function lineRect(a: Point, b: Point): Rect {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}
