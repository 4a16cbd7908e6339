// Diagrams written by hand, for layouts that no text leads to.
import type { Box, BoxKind, Diagram, Edge } from '#language/view/graph/diagram.ts';

/** A box whose label is its id. */
export function boxOf(kind: BoxKind, id: string, children: readonly Box[] = []): Box {
  return { kind, id, label: id, facts: [], children };
}

/** An outbound edge, unless `more` says otherwise. Its id names its ends. */
export function edgeOf(from: string, to: string, more: Partial<Edge> = {}): Edge {
  return { id: `${from} ${to}`, from, to, role: 'egress', facts: [], ...more };
}

/** A diagram without a title. */
export function diagramWith(
  boxes: readonly Box[],
  edges: readonly Edge[] = [],
  direction: Diagram['direction'] = 'down',
): Diagram {
  return { title: '', boxes, edges, highlight: 'both', direction };
}

/** As many ids as `count`, all different: `web-0`, `web-1`. */
export function idsOf(count: number, name: string): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index}`);
}
