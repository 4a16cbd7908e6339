// An arrow key and the boxes of a diagram → the next box.
import type { Rect } from './camera.ts';

/** Where an arrow key points. */
export type Direction = 'left' | 'right' | 'up' | 'down';

/** The weight of sideways distance, so that arrow keys follow rows and columns. */
const SIDEWAYS = 3;

/**
 * The index of the nearest box whose top left corner is further in the direction. `undefined` at the edge of the diagram.
 * Corners instead of centres: right and down then lead into a frame, left and up out of it, and every box can be reached.
 */
export function nextBox(boxes: readonly Rect[], from: number, direction: Direction): number | undefined {
  const start = boxes[from];
  if (!start) {
    return undefined;
  }
  let best: { readonly index: number; readonly cost: number } | undefined;
  for (const [index, box] of boxes.entries()) {
    const ahead = stepAhead(start, box, direction);
    if (ahead <= 0) {
      continue;
    }
    const cost = ahead + SIDEWAYS * stepSideways(start, box, direction);
    if (!best || cost < best.cost) {
      best = { index, cost };
    }
  }
  return best?.index;
}

function stepAhead(from: Rect, to: Rect, direction: Direction): number {
  switch (direction) {
    case 'left':
      return from.x - to.x;
    case 'right':
      return to.x - from.x;
    case 'up':
      return from.y - to.y;
    case 'down':
      return to.y - from.y;
  }
}

/** The distance of the boxes across the direction. 0 if they overlap. */
function stepSideways(from: Rect, to: Rect, direction: Direction): number {
  return direction === 'left' || direction === 'right'
    ? gap(from.y, from.height, to.y, to.height)
    : gap(from.x, from.width, to.x, to.width);
}

function gap(startA: number, lengthA: number, startB: number, lengthB: number): number {
  return Math.max(0, startB - (startA + lengthA), startA - (startB + lengthB));
}
