// A diagram → one nested graph for ELK, which elkjs lays out in one call: what netarch is compared with.
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Box, Diagram, Edge } from '#language/view/graph/diagram.ts';

/** Edges across the borders of boxes need `INCLUDE_CHILDREN`: one layout for all levels. */
const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
};

const FRAME = { 'elk.padding': '[top=40,left=14,bottom=14,right=14]' };

/** All boxes and edges. Sizes are those of a usual card and of eleven-pixel text, so that no time goes into measuring. */
export function rawElkGraph({ boxes, edges }: Diagram): ElkNode {
  return { id: 'root', layoutOptions: OPTIONS, children: boxes.map(node), edges: edges.flatMap(line) };
}

function node({ id, children }: Box): ElkNode {
  return children.length === 0 ? { id, width: 150, height: 46 } : { id, layoutOptions: FRAME, children: children.map(node) };
}

function line({ id, from, to, label }: Edge): readonly ElkExtendedEdge[] {
  if (from === to) return [];
  const labels = label === undefined ? [] : [{ text: label, width: 6 * label.length, height: 18 }];
  return [{ id, sources: [from], targets: [to], labels }];
}
