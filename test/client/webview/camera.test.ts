// The camera of a diagram: fitting, zooming, panning, revealing.
import assert from 'node:assert/strict';
import { type Camera, keepInSight, pan, reveal, wheelFactor, wholePicture, zoom } from '#client/webview/camera.ts';

const view = { width: 400, height: 300 };
const still: Camera = { x: 0, y: 0, scale: 1 };

describe('the camera', () => {
  it('shows a large diagram completely and centred', () => {
    const { x, y, scale } = wholePicture({ width: 3680, height: 1340 }, view);
    assert.equal(scale, 0.1);
    assert.deepEqual([x, y], [16, 83]);
  });

  it('does not enlarge a small diagram', () => {
    assert.deepEqual(wholePicture({ width: 100, height: 100 }, view), { x: 150, y: 100, scale: 1 });
  });

  it('returns finite values for a window without size', () => {
    const { scale } = wholePicture({ width: 100, height: 100 }, { width: 0, height: 0 });
    assert.equal(scale, 0.05);
  });

  it('zooms around the point under the mouse', () => {
    const at = { x: 200, y: 150 };
    const near = zoom({ x: 30, y: 20, scale: 0.5 }, 2, at);
    assert.equal(near.scale, 1);
    assert.equal((at.x - near.x) / near.scale, (at.x - 30) / 0.5);
    assert.equal((at.y - near.y) / near.scale, (at.y - 20) / 0.5);
  });

  it('stops zooming at its limits without moving', () => {
    assert.deepEqual(zoom({ x: 5, y: 7, scale: 8 }, 3, { x: 100, y: 100 }), { x: 5, y: 7, scale: 8 });
    assert.deepEqual(zoom({ x: 5, y: 7, scale: 0.05 }, 0.5, { x: 100, y: 100 }), { x: 5, y: 7, scale: 0.05 });
  });

  it('returns to its state after zooming in and out', () => {
    const there = zoom(still, wheelFactor(-120), { x: 10, y: 20 });
    const back = zoom(there, wheelFactor(120), { x: 10, y: 20 });
    assert.ok(Math.abs(back.scale - 1) < 1e-9 && Math.abs(back.x) < 1e-9 && Math.abs(back.y) < 1e-9);
  });

  it('keeps the diagram visible', () => {
    const picture = { width: 200, height: 100 };
    assert.deepEqual(keepInSight(pan(still, 5000, -5000), picture, view), { x: 352, y: -52, scale: 1 });
  });
});

describe('revealing a box', () => {
  it('does not move for a visible box', () => {
    assert.deepEqual(reveal(still, { x: 50, y: 50, width: 100, height: 50 }, view), still);
  });

  it('moves as little as needed', () => {
    assert.deepEqual(reveal(still, { x: 500, y: 50, width: 100, height: 50 }, view), { x: -216, y: 0, scale: 1 });
    assert.deepEqual(reveal(still, { x: 50, y: -40, width: 100, height: 50 }, view), { x: 0, y: 56, scale: 1 });
  });

  it('shows the top left corner of a box larger than the window', () => {
    assert.deepEqual(reveal(still, { x: 900, y: 700, width: 1000, height: 1000 }, view), { x: -884, y: -684, scale: 1 });
  });

  it('does not move while a larger box fills the window', () => {
    assert.deepEqual(reveal(still, { x: -100, y: -100, width: 1000, height: 1000 }, view), still);
  });
});
