// Checks that `npm ci` works with package-lock.json on every platform and with any registry.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LockedPackages, lockfileProblems } from './lockfile-problems.ts';
import { root } from './root.ts';

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { readonly packages: LockedPackages };

const problems = lockfileProblems(packages);
for (const problem of problems) {
  console.error(problem);
}
const checked = Object.keys(packages).length;
console.log(`${checked} packages in the lockfile`);
process.exitCode = problems.length === 0 && checked > 1 ? 0 : 1;
