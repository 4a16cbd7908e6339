// Finds import cycles.

/** An import. Both paths are relative to the root of the repository. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/**
 * The strongly connected components of the import graph with two or more files, plus files that import themselves.
 * Each component and the list of components are sorted. Tarjan's algorithm (R. Tarjan, "Depth-first search and linear graph algorithms", 1972).
 */
export function circlesIn(edges: readonly Edge[]): readonly (readonly string[])[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const found: (readonly string[])[] = [];
  const order = new Map<string, number>();
  const open: string[] = [];

  const visit = (file: string): number => {
    let low = order.size;
    order.set(file, low);
    open.push(file);
    const own = low;
    for (const other of next.get(file) ?? []) {
      if (!order.has(other)) low = Math.min(low, visit(other));
      else if (open.includes(other)) low = Math.min(low, order.get(other) ?? low);
    }
    if (low === own) {
      const members = open.splice(open.indexOf(file)).sort();
      if (members.length > 1 || next.get(file)?.includes(file)) found.push(members);
    }
    return low;
  };
  for (const file of next.keys()) if (!order.has(file)) visit(file);
  return found.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}
