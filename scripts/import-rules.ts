// The stages of `language/` → the linter's rules for imports in biome.json, so that the editor shows a wrong import at once. `--check`
// writes nothing and fails if the file would change.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import { type Stage, stages } from './stages.ts';

interface Override {
  readonly includes: readonly string[];
}

const file = join(root, 'biome.json');
const text = readFileSync(file, 'utf8');
const settings = JSON.parse(text) as { readonly overrides: readonly Override[] };
const all = stages();

const kept = settings.overrides.filter(({ includes: [first = ''] }) => !first.startsWith('language/'));
const written = `${JSON.stringify({ ...settings, overrides: [...kept, ...all.map(override)] })}\n`;
const formatted = execFileSync('biome', ['format', '--stdin-file-path=biome.json'], {
  cwd: root,
  input: written,
  encoding: 'utf8',
});
if (all.length < 2) {
  fail('language/ has no folders: this script looks in the wrong place.');
} else if (!process.argv.includes('--check')) {
  writeFileSync(file, formatted);
} else if (text !== formatted) {
  fail('biome.json does not follow the folders of language/: run `npm run import-rules` and commit the result.');
}
console.log(`${all.length} stages with rules for their imports`);

/** One override of Biome: everything is forbidden but the file's own folder and what the stage may import. */
function override({ folder, isHolder, stages: above, packages }: Stage): Override & Readonly<Record<string, unknown>> {
  const names = above.map((other) => other.slice('language/'.length));
  const others = [...packages, ...names].join(', ');
  const group = [
    '**',
    '!./**',
    ...[folder, ...above].filter((other) => !isHolder || other !== folder).map((other) => `!#${other}/**`),
    ...packages.flatMap((name) => [`!${name}`, `!${name}/**`]),
  ];
  const message = `${folder} may import only itself${others === '' ? '' : ` and ${others}`}: a folder imports from the folders above it.`;
  const options = { patterns: [{ group, message }] };
  return {
    includes: [isHolder ? `${folder}/*.ts` : `${folder}/**`],
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options } } } },
  };
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
