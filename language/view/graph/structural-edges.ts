// Links between resources → edges between the boxes that represent them.
import type { EntityId } from '#language/network/id.ts';
import { type BoxIndex, encloses } from './box-index.ts';
import type { BoxId, Edge } from './diagram.ts';
import type { Link } from './link.ts';
import { listed } from './texts.ts';

/** One edge for each pair of boxes and role; links inside one box are left out. */
export function structuralEdges(
  links: readonly Link[],
  boxFor: (id: EntityId) => BoxId | undefined,
  index: BoxIndex,
): readonly Edge[] {
  const edges = new Map<string, Merged>();
  for (const { role, label, isTwoWay, madeBy, facts, ...link } of links) {
    const from = boxFor(link.from);
    const to = boxFor(link.to);
    if (from === undefined || to === undefined || from === to || encloses(index, from, to) || encloses(index, to, from)) continue;
    const id = `${from} ${role} ${to}`;
    const edge = edges.get(id) ?? { id, from, to, role, madeBy, labels: new Set(), facts: new Set() };
    edges.set(id, { ...edge, ...(isTwoWay && { isTwoWay }) });
    if (label !== undefined) edge.labels.add(label);
    for (const fact of facts) edge.facts.add(fact);
  }
  return [...edges.values()].map(({ labels, facts, ...edge }) => ({
    ...edge,
    ...(labels.size > 0 && { label: listed([...labels]) }),
    facts: [...facts],
  }));
}

/** An edge to which more links can still be added. */
interface Merged extends Omit<Edge, 'label' | 'facts'> {
  readonly labels: Set<string>;
  readonly facts: Set<string>;
}
