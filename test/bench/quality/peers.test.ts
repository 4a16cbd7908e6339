// What the adapters of the peers have in common. The peers themselves are not installed for tests.
import assert from 'node:assert/strict';
import { flattened } from '#bench/quality/peers/curves.ts';
import { PEERS, versions } from '#bench/quality/peers/peers.ts';
import { plainSvg } from '#bench/quality/peers/plain-svg.ts';
import { byId, keyed, takeFrom } from '#bench/quality/peers/source.ts';
import type { Box, Diagram } from '#language/view/graph/diagram.ts';

describe('the peers', () => {
  it('have exact versions', () => {
    for (const { packageName } of PEERS) assert.match(versions()[packageName] ?? '', /^\d+\.\d+\.\d+$/, packageName);
  });

  it('name boxes by words that differ', () => {
    const known = byId(keyed(diagram(box('a "b"', [box('c d')]), box('e'))));
    assert.deepEqual(
      [...known].map(([id, { path }]) => [id, path.join('.')]),
      [
        ['a "b"', 'b0'],
        ['c d', 'b0.b1'],
        ['e', 'b2'],
      ],
    );
  });

  it('take edges that look the same one after the other', () => {
    const take = takeFrom(['x 1', 'y', 'x 2'], (one) => one.slice(0, 1));
    assert.deepEqual([take('x'), take('x'), take('x'), take('y')], ['x 1', 'x 2', undefined, 'y']);
  });

  it('draw curves as short lines, and straight curves as one', () => {
    const at = (...coordinates: readonly (readonly [number, number])[]) => coordinates.map(([x, y]) => ({ x, y }));
    assert.deepEqual(flattened(at([0, 0], [10, 10], [20, 20], [30, 30])), at([0, 0], [30, 30]));
    // Nearly a quarter of a circle with a radius of 100 pixels.
    const quarter = flattened(at([100, 0], [100, 55], [55, 100], [0, 100]));
    assert.ok(quarter.length > 4 && quarter.length < 17, `${quarter.length} points`);
    for (const { x, y } of quarter) assert.ok(Math.abs(Math.hypot(x, y) - 100) < 0.5);
  });

  it('show names as text in a plain picture', () => {
    const drawn = { id: '<b>&', part: 'resource', x: 0, y: 0, width: 100, height: 40, children: [] } as const;
    const svg = plainSvg({ boxes: [drawn], edges: [] }, diagram(box('<b>&')));
    assert.match(svg, />&lt;b>&amp;</);
    assert.match(svg, /viewBox="-20 -20 140 80"/);
  });
});

function box(id: string, children: readonly Box[] = []): Box {
  return { id, kind: 'instance', label: id, facts: [], children };
}

function diagram(...boxes: readonly Box[]): Diagram {
  return { title: '', boxes, edges: [], highlight: 'both', direction: 'down' };
}
