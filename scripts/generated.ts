// Regenerates the parser, and fails if the generated files in the repository were out of date.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

const folder = join(root, 'language', 'ast', 'generated');

const before = read();
execFileSync('langium', ['generate'], { cwd: root, stdio: 'inherit' });
const changed = [...read()].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
if (changed.length > 0) {
  console.error(`Out of date and regenerated: ${changed.join(', ')}. Commit the result.`);
  process.exitCode = 1;
}

function read(): ReadonlyMap<string, string> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
