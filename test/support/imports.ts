// Finds all imports of values and types in source folders, and resolves them to files or packages.
import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { root } from '#scripts/root.ts';

/** One import. Paths are relative to the repository, with `/`. */
export interface Import {
  readonly from: string;
  /** The path of a file of the repository (`language/network/id.ts`), otherwise the name of the package (`langium`, `node:fs`). */
  readonly to: string;
  /** Whether it imports types only. */
  readonly typesOnly: boolean;
}

/** All `.ts` files under the folders, except generated ones and those of packages. */
export function sourcesIn(...folders: readonly string[]): readonly string[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  );
  return paths.filter((path) => path.endsWith('.ts') && !/\/(generated|node_modules)\//.test(path)).sort();
}

/** The imports and re-exports of one file, including `import(…)`. Throws if a line with an import cannot be parsed. */
export function importsOf(path: string): readonly Import[] {
  const text = readFileSync(join(root, path), 'utf8');
  const found = [...text.matchAll(statement)].map(([, typeKeyword, fixed = '', dynamic = '']) => ({
    from: path,
    to: resolve(path, fixed || dynamic),
    typesOnly: typeKeyword !== undefined,
  }));
  const ends = text.match(/\bfrom '[^']+';$/gm) ?? [];
  if (found.length < ends.length) {
    throw new Error(`${path}: ${ends.length} lines end an import, but ${found.length} imports were parsed.`);
  }
  return found;
}

// `import type { A } from 'x'`, `import 'x'`, `export { A } from 'x'`, `import('x')`: each ends before the next semicolon.
const statement = /^(?:import|export)(\s+type\b)?(?:[^;'"]*?\sfrom)?\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm;

function resolve(path: string, name: string): string {
  if (name.startsWith('#')) {
    return name.slice(1);
  }
  return name.startsWith('.') ? normalize(join(path, '..', name)).replaceAll('\\', '/') : name;
}
