// Edges → bundles: which edges are drawn as one line that forks or joins.
import type { Edge } from '#language/view/graph/diagram.ts';

/**
 * The bundle of each edge, by its id. Inbound traffic begins as one line, outbound traffic ends as one. Steps of a flow that lead from the
 * same place to the same places are one line with several labels.
 */
export function bundlesOf(edges: readonly Edge[]): ReadonlyMap<string, string> {
  const ends = new Map<string, Set<string>>();
  for (const edge of edges) {
    const key = labelKeyOf(edge);
    ends.set(key, (ends.get(key) ?? new Set()).add(edge.to));
  }
  const nameOf = (edge: Edge): string => {
    const { flow = '', step, from, role } = edge;
    if (step === undefined) return labelKeyOf(edge);
    return JSON.stringify([flow, from, role, [...(ends.get(labelKeyOf(edge)) ?? [])].toSorted()]);
  };
  return new Map(edges.map((edge) => [edge.id, nameOf(edge)]));
}

/** Edges with the same key share their label. */
export function labelKeyOf(edge: Edge): string {
  const { flow = '', from, to, role, label = '', step } = edge;
  if (step !== undefined) return `${flow} ${step} ${from} ${role} ${label}`;
  return isInto(edge) ? `to ${to} ${label}` : `from ${from} ${role} ${label}`;
}

/** Whether the lines of its bundle end as one. Otherwise they begin as one. */
export function isInto({ role, step }: Edge): boolean {
  return role === 'egress' && step === undefined;
}
