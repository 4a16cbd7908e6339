// The diagram of a path → the same diagram with coordinates: boxes from left to right.
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Box, Diagram, Edge, EdgeRole } from '#language/view/graph/diagram.ts';
import { layoutByElk } from './elk/elk.ts';
import { ON_THE_LINE, PATH_MARGIN, PATH_OPTIONS } from './elk/options.ts';
import type { LeftOut, PlacedBox, PlacedDiagram, PlacedEdge, Point } from './placed.ts';
import { CARD, CROSS_ROOM, cardWidth, labelSize } from './sizes.ts';

/** Places from left to right; a packet that never leaves its place ends in a short line beside it. */
export function layoutPath(whole: Diagram): PlacedDiagram {
  const { diagram, leftOut } = bounded(whole);
  const graph = layoutByElk(graphOf(diagram));
  const nodes = new Map(graph.children?.map((node) => [node.id, node]));
  const lines = new Map(graph.edges?.map((edge) => [edge.id, edge]));
  const boxes = diagram.boxes.map((box) => placedBox(box, nodes.get(box.id)));
  const edges = edgesOf(diagram).map((edge) => {
    const start = boxes.find(({ box }) => box.id === edge.from);
    return edge.from === edge.to && start !== undefined ? stubBeside(edge, start) : placedEdge(edge, lines.get(edge.id));
  });
  const labels = edges.flatMap(({ label }) => label ?? []);
  return {
    diagram,
    width: Math.max(graph.width ?? 0, ...labels.map(({ x, width }) => x + width + PATH_MARGIN)),
    height: Math.max(graph.height ?? 0, ...labels.map(({ y, height }) => y + height + PATH_MARGIN)),
    boxes,
    edges,
    leftOut,
  };
}

/** The number of moves that are drawn. */
export const MOST_MOVES = 120;

/** The first moves, and the places between which they lead. */
function bounded(diagram: Diagram): { readonly diagram: Diagram; readonly leftOut: LeftOut } {
  const leftOut = new Map<EdgeRole, number>();
  if (diagram.edges.length <= MOST_MOVES) return { diagram, leftOut };
  const edges = diagram.edges.slice(0, MOST_MOVES);
  for (const { role } of diagram.edges.slice(MOST_MOVES)) leftOut.set(role, (leftOut.get(role) ?? 0) + 1);
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return { diagram: { ...diagram, edges, boxes: diagram.boxes.filter(({ id }) => ends.has(id)) }, leftOut };
}

/** Edges without one of their ends are left out. */
function edgesOf({ boxes, edges }: Diagram): readonly Edge[] {
  const ids = new Set(boxes.map(({ id }) => id));
  return edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
}

function graphOf(diagram: Diagram): ElkNode {
  return {
    id: 'path',
    layoutOptions: PATH_OPTIONS,
    children: diagram.boxes.map((box) => ({ id: box.id, width: cardWidth(box), height: CARD.height })),
    edges: edgesOf(diagram)
      .filter(({ from, to }) => from !== to)
      .map((edge) => {
        const size = labelSize(edge);
        // ELK leaves out labels without text, and looks at no other text.
        const labels = size === undefined ? [] : [{ id: `${edge.id} label`, text: 'label', layoutOptions: ON_THE_LINE, ...size }];
        return { id: edge.id, sources: [edge.from], targets: [edge.to], labels };
      }),
  };
}

function placedBox(box: Box, node: ElkNode | undefined): PlacedBox {
  return { box, x: node?.x ?? 0, y: node?.y ?? 0, width: node?.width ?? 0, height: node?.height ?? 0, children: [] };
}

type ElkEdge = NonNullable<ElkNode['edges']>[number];

function placedEdge(edge: Edge, line: ElkEdge | undefined): PlacedEdge {
  const section = line?.sections?.[0];
  const points: readonly Point[] =
    section === undefined ? [] : [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
  const [label] = line?.labels ?? [];
  const size = labelSize(edge);
  return {
    edge,
    points: points.map(({ x, y }) => ({ x, y })),
    ...(label !== undefined && size !== undefined && { label: { ...size, x: label.x ?? 0, y: label.y ?? 0 } }),
  };
}

/** The length of the line. */
const STUB = 16;

function stubBeside(edge: Edge, { x, y, width, height }: PlacedBox): PlacedEdge {
  const [right, middle] = [x + width, y + height / 2];
  const points = [
    { x: right, y: middle },
    { x: right + STUB, y: middle },
  ];
  const size = labelSize(edge);
  return { edge, points, ...(size && { label: { ...size, x: right + STUB + CROSS_ROOM, y: middle - size.height / 2 } }) };
}
