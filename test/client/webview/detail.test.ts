// What is expanded after the user expands, collapses or finds something, and the map.
import assert from 'node:assert/strict';
import { READABLE } from '#client/preview/messages.ts';
import { look, READABLE_SCALE } from '#client/webview/camera.ts';
import { revealed, toggled, withAll } from '#client/webview/folding/detail.ts';
import { isNeeded, mapScale, partInSight } from '#client/webview/minimap/part-in-sight.ts';

describe('what is expanded', () => {
  it('changes with a click on a chevron, there and back', () => {
    const expanded = toggled(READABLE, 'shop', true);
    assert.deepEqual(expanded, { ...READABLE, expanded: ['shop'] });
    const collapsed = toggled(expanded, 'shop', false);
    assert.deepEqual(collapsed, { ...READABLE, collapsed: ['shop'] });
    assert.deepEqual(toggled(collapsed, 'shop', true), expanded);
  });

  it('is everything or nothing at once, whatever it was', () => {
    const some = { ...READABLE, expanded: ['a'], collapsed: ['b'] };
    assert.deepEqual(withAll(some, 'all'), { ...READABLE, start: 'all' });
    assert.deepEqual(withAll(some, 'vpcs'), { ...READABLE, start: 'vpcs' });
  });

  it('includes what is around a box that was found', () => {
    const hidden = { ...READABLE, collapsed: ['shop', 'other'], around: 'other' };
    const hit = { id: 'shop.web', around: ['shop.subnet', 'shop'] };
    assert.deepEqual(revealed(hidden, hit), { ...READABLE, collapsed: ['other'], expanded: ['shop.subnet'] });
    assert.deepEqual(revealed(revealed(hidden, hit), hit), revealed(hidden, hit));
  });
});

describe('the map', () => {
  const picture = { width: 1000, height: 500 };
  const view = { width: 400, height: 300 };

  it('shows the part in sight, and is needed if there is another', () => {
    assert.deepEqual(partInSight({ x: -100, y: 50, scale: 0.5 }, picture, view), { x: 200, y: 0, width: 800, height: 500 });
    assert.ok(isNeeded({ x: -100, y: 50, scale: 0.5 }, picture, view));
    assert.ok(!isNeeded({ x: 0, y: 0, scale: 0.4 }, picture, view));
  });

  it('fits into its corner', () => {
    assert.equal(mapScale(picture) * picture.width, 180);
    assert.equal(mapScale({ width: 500, height: 1000 }) * 1000, 120);
  });
});

describe('the camera', () => {
  const box = { x: 5000, y: 3000, width: 160, height: 46 };
  const view = { width: 800, height: 600 };

  it('goes closer to a box that is too small to read', () => {
    const { scale, x, y } = look({ x: 0, y: 0, scale: 0.1 }, box, view);
    assert.ok(scale > READABLE_SCALE);
    assert.deepEqual([5080 * scale + x, 3023 * scale + y], [400, 300]);
  });

  it('does not move if the box can be read', () => {
    const camera = { x: -4900, y: -2900, scale: 1 };
    assert.equal(look(camera, box, view).scale, 1);
    assert.deepEqual(look(camera, box, view), camera);
  });
});
