// The graph for raw elkjs has the boxes and edges of the diagram, and can be laid out.
import assert from 'node:assert/strict';
import ELK from 'elkjs/lib/elk.bundled.js';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { repeatedVpc } from '#bench/repeated-vpc.ts';
import { rawElkGraph } from '#bench/speed/raw-elk.ts';
import type { Box } from '#language/view/graph/diagram.ts';
import { diagramFrom } from '#test/support/draw-text.ts';

const boxIds = (boxes: readonly Box[]): readonly string[] => boxes.flatMap(({ id, children }) => [id, ...boxIds(children)]);
const nodeIds = (nodes: readonly ElkNode[]): readonly string[] =>
  nodes.flatMap(({ id, children = [] }) => [id, ...nodeIds(children)]);

describe('the graph for raw elkjs', () => {
  it('has all boxes and edges, and a layout', async () => {
    const diagram = await diagramFrom(repeatedVpc(2));
    const graph = rawElkGraph(diagram);
    assert.deepEqual(nodeIds(graph.children ?? []), boxIds(diagram.boxes));
    assert.deepEqual(
      graph.edges?.map(({ id }) => id),
      diagram.edges.map(({ id }) => id),
    );
    const { width = 0, edges = [] } = await new ELK().layout(graph);
    assert.ok(width > 1000);
    assert.ok(edges.every(({ sections = [] }) => sections.length > 0));
  });
});
