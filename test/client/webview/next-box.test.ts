// Arrow keys in a diagram: the internet on the left, a frame with two columns of boxes on the right.
import assert from 'node:assert/strict';
import type { Rect } from '#client/webview/camera.ts';
import { type Direction, nextBox } from '#client/webview/next-box.ts';

//  internet   ┌ vpc ─────────────┐
//             │ ┌ a ──┐ ┌ b ──┐  │
//             │ │ alb │ │ w1  │  │
//             │ │     │ │ w2  │  │
const picture: ReadonlyMap<string, Rect> = new Map([
  ['internet', { x: 0, y: 100, width: 80, height: 40 }],
  ['vpc', { x: 120, y: 0, width: 480, height: 300 }],
  ['a', { x: 140, y: 40, width: 200, height: 240 }],
  ['alb', { x: 160, y: 100, width: 80, height: 40 }],
  ['b', { x: 360, y: 40, width: 200, height: 240 }],
  ['w1', { x: 380, y: 100, width: 80, height: 40 }],
  ['w2', { x: 380, y: 180, width: 80, height: 40 }],
]);
const names = [...picture.keys()];

function checkNext(from: string, direction: Direction, expected: string | undefined): void {
  const next = nextBox([...picture.values()], names.indexOf(from), direction);
  assert.equal(next === undefined ? undefined : names[next], expected, `${direction} of ${from}`);
}

describe('an arrow key', () => {
  it('moves along a row', () => {
    checkNext('internet', 'right', 'vpc');
    checkNext('alb', 'right', 'b');
    checkNext('b', 'right', 'w1');
  });

  it('moves along a column', () => {
    checkNext('w1', 'down', 'w2');
    checkNext('w2', 'up', 'w1');
  });

  it('moves into a frame and out of it', () => {
    checkNext('vpc', 'right', 'a');
    checkNext('a', 'down', 'alb');
    checkNext('alb', 'left', 'a');
    checkNext('a', 'left', 'vpc');
    checkNext('vpc', 'left', 'internet');
  });

  it('stops at the edge', () => {
    checkNext('internet', 'left', undefined);
    checkNext('w2', 'right', undefined);
    checkNext('vpc', 'up', undefined);
  });

  it('reaches every box from every box', () => {
    const directions: readonly Direction[] = ['left', 'right', 'up', 'down'];
    const rects = [...picture.values()];
    for (const start of rects.keys()) {
      const seen = new Set([start]);
      for (const box of seen) {
        for (const direction of directions) {
          const next = nextBox(rects, box, direction);
          if (next !== undefined) {
            seen.add(next);
          }
        }
      }
      assert.equal(seen.size, rects.length, `from ${names[start]}`);
    }
  });

  it('does nothing if the box no longer exists', () => {
    assert.equal(nextBox([], 3, 'left'), undefined);
  });
});
