// The columns of the tables: what one layout made of each case. They are kept in files, because layouts change and peers are not always installed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagram } from '#language/view/graph/diagram.ts';
import { root } from '#scripts/root.ts';
import type { Figures } from './metrics.ts';

/** The results of one layout. */
export interface Column {
  readonly title: string;
  /** Of a peer: the package and its version. */
  readonly version?: string;
  /** By the name of the case. */
  readonly results: Readonly<Record<string, Result>>;
}

/** What became of one diagram. */
export interface Result {
  /** Identifies the diagram: figures of another diagram cannot be compared. */
  readonly digest: string;
  /** Absent if there is no drawing. */
  readonly figures?: Figures;
  /** Why there is no drawing. */
  readonly failure?: string;
}

/** Changes with everything that a layout sees of the diagram: boxes, edges and what is written on them. */
export function digestOf({ boxes, edges }: Diagram): string {
  const unseen = new Set(['facts', 'entity', 'exposure']);
  const seen = JSON.stringify({ boxes, edges }, (key, value: unknown) => (unseen.has(key) ? undefined : value));
  return createHash('sha256').update(seen).digest('hex').slice(0, 8);
}

/** The columns in a file of this folder; none if there is no such file. */
export function readColumns(name: string): readonly Column[] {
  const path = pathOf(name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly Column[]) : [];
}

/** Writes the columns with one line for each case, so that a change shows which cases it concerns. */
export function writeColumns(name: string, columns: readonly Column[]): void {
  const text = columns.map(({ results, ...rest }) => {
    const lines = Object.entries(results).map(([one, result]) => `${JSON.stringify(one)}: ${JSON.stringify(result)}`);
    return `{ ${JSON.stringify(rest).slice(1, -1)}, "results": {\n${lines.join(',\n')}\n} }`;
  });
  writeFileSync(pathOf(name), `[${text.join(',\n')}]\n`);
}

function pathOf(name: string): string {
  return join(root, 'bench', 'quality', `${name}.json`);
}
