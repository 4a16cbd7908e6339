// Generates the import rules in biome.json from the stages of `language/`, so that editors show a wrong import at once. `--check`
// only fails if the file would change.
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
  fail('language/ has no folders: this script reads the wrong path.');
} else if (!process.argv.includes('--check')) {
  writeFileSync(file, formatted);
} else if (text !== formatted) {
  fail('The import rules in biome.json are out of date: run `npm run import-rules` and commit the result.');
}
console.log(`${all.length} stages with rules for their imports`);

/** One override for Biome: only imports from the same folder and from allowed stages and packages are permitted. */
function override({ folder, isParent, stages: above, packages }: Stage): Override & Readonly<Record<string, unknown>> {
  const names = above.map((other) => other.slice('language/'.length));
  const others = [...packages, ...names].join(', ');
  const group = [
    '**',
    '!./**',
    ...[folder, ...above].filter((other) => !isParent || other !== folder).map((other) => `!#${other}/**`),
    ...packages.flatMap((name) => [`!${name}`, `!${name}/**`]),
  ];
  const message = `${folder} may import only itself${others === '' ? '' : ` and ${others}`}: a folder imports from the folders above it.`;
  const options = { patterns: [{ group, message }] };
  return {
    includes: [isParent ? `${folder}/*.ts` : `${folder}/**`],
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options } } } },
  };
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
