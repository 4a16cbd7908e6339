// What the layout needs of elkjs itself. An upgrade that changes one of these facts fails here, by its name.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { layoutByElk } from '#language/view/layout/elk/elk.ts';
import { root } from '#scripts/root.ts';

describe('elkjs', () => {
  it('is pinned to one version, because its worker is private', () => {
    const read = (path: string): Package => JSON.parse(readFileSync(join(root, path), 'utf8'));
    const wanted = read('package.json').dependencies?.elkjs ?? '';
    assert.match(wanted, /^\d+\.\d+\.\d+$/);
    assert.equal(read('node_modules/elkjs/package.json').version, wanted);
  });

  it('has a worker in the same thread that answers at once', () => {
    const { width, height, children } = layoutByElk(pair({}));
    assert.deepEqual({ width, height, count: children?.length }, { width: 34, height: 54, count: 2 });
  });

  it('says why it refuses a graph, and answers the next question', () => {
    const lost = { ...pair({}), edges: [{ id: 'lost', sources: ['a'], targets: ['nobody'] }] };
    assert.throws(() => layoutByElk(lost), /ELK cannot lay out the graph: .*nobody/s);
    assert.equal(layoutByElk(pair({})).width, 34);
  });

  it('writes its answer into the graph that it is given, so each question needs a new graph', () => {
    const graph = pair({});
    const answer = layoutByElk(graph);
    assert.equal(answer, graph);
    assert.notDeepEqual(graph, pair({}));
  });

  it('gives the same answer whatever it was asked before', () => {
    const first = coordinates(pair({}));
    for (const direction of ['UP', 'LEFT', 'RIGHT']) layoutByElk(pair({ 'elk.direction': direction }));
    assert.deepEqual(coordinates(pair({})), first);
  });

  for (const strategy of ['NODES_AND_EDGES', 'PREFER_NODES', 'PREFER_EDGES']) {
    // If this fails, ELK can order the nodes of nested graphs, and the reason for laying out one frame at a time is gone.
    it(`still refuses model order in nested graphs (${strategy}), the reason why each frame is a flat graph`, () => {
      const nested = (options: Record<string, string>) => ({
        id: 'outer',
        layoutOptions: { 'elk.algorithm': 'layered', 'elk.hierarchyHandling': 'INCLUDE_CHILDREN' },
        children: [{ ...pair(options), id: 'inner' }],
      });
      assert.doesNotThrow(() => layoutByElk(nested({})));
      assert.throws(() => layoutByElk(nested({ 'elk.layered.considerModelOrder.strategy': strategy })));
    });
  }
});

interface Package {
  readonly version?: string;
  readonly dependencies?: { readonly elkjs?: string };
}

/** A new graph of two nodes and an edge. */
function pair(options: Record<string, string>) {
  return {
    id: 'pair',
    layoutOptions: { 'elk.algorithm': 'layered', 'elk.direction': 'DOWN', ...options },
    children: ['a', 'b'].map((id) => ({ id, width: 10, height: 5 })),
    edges: [{ id: 'a to b', sources: ['a'], targets: ['b'] }],
  };
}

function coordinates(graph: ReturnType<typeof pair>): readonly unknown[] {
  const { children, edges } = layoutByElk(graph);
  return [children?.map(({ x, y }) => ({ x, y })), edges?.map(({ sections }) => sections?.map(({ startPoint }) => startPoint))];
}
