// Dependencies between the subfolders of a folder and the files next to them.
import type { Edge } from './circles.ts';

/** The child of a folder that contains a path: a file, or a subfolder with `/` at its end. `undefined` for paths outside the folder. */
export function nodeIn(folder: string, path: string): string | undefined {
  if (!path.startsWith(`${folder}/`)) return undefined;
  const [first = '', ...rest] = path.slice(folder.length + 1).split('/');
  return `${folder}/${first}${rest.length > 0 ? '/' : ''}`;
}

/** The imports between the children of a folder. Imports within one subfolder are omitted. */
export function collapsed(edges: readonly Edge[], folder: string): readonly Edge[] {
  return edges.flatMap((edge) => {
    const [from, to] = [nodeIn(folder, edge.from), nodeIn(folder, edge.to)];
    return from === undefined || to === undefined || from === to ? [] : [{ from, to }];
  });
}

/** One line for each subfolder that imports a sibling later in the alphabet, directly or through files of the folder. */
export function wrongOrder(edges: readonly Edge[], folder: string): readonly string[] {
  const own = collapsed(edges, folder);
  const folders = [...new Set(own.flatMap(({ from, to }) => [from, to]))].filter((node) => node.endsWith('/')).sort();
  return folders.flatMap((from) =>
    folders.filter((to) => from < to && reaches(own, from, to)).map((to) => `${from} reaches ${to}`),
  );
}

function reaches(edges: readonly Edge[], start: string, goal: string): boolean {
  const seen = new Set([start]);
  for (const node of seen) for (const { from, to } of edges) if (from === node) seen.add(to);
  return seen.has(goal);
}
