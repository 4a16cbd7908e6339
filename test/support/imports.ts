// Folders of sources → every import in them, of values and of types, as the file that is meant or the package that is named.
import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { root } from '#scripts/root.ts';

/** One import. Paths are relative to the repository, with `/`. */
export interface Import {
  readonly from: string;
  /** A path if it is ours (`language/network/id.ts`), else the name as written (`langium`, `node:fs`). */
  readonly to: string;
  /** Nothing of it is left at run time. */
  readonly typesOnly: boolean;
}

/** Every `.ts` file under some folders, the generated ones left out. */
export function sourcesIn(...folders: readonly string[]): readonly string[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  );
  return paths.filter((path) => path.endsWith('.ts') && !path.includes('/generated/')).sort();
}

/** The imports and re-exports of one file, those made with `import(…)` too. Throws if a line that imports was not understood. */
export function importsOf(path: string): readonly Import[] {
  const text = readFileSync(join(root, path), 'utf8');
  const found = [...text.matchAll(statement)].map(([, typeKeyword, fixed = '', dynamic = '']) => ({
    from: path,
    to: resolve(path, fixed || dynamic),
    typesOnly: typeKeyword !== undefined,
  }));
  const ends = text.match(/\bfrom '[^']+';$/gm) ?? [];
  if (found.length < ends.length) {
    throw new Error(`${path}: ${ends.length} lines end an import, ${found.length} imports were understood.`);
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
