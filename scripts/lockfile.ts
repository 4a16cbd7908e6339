// Checks that `npm ci` works with each package-lock.json on every platform and with any registry.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LockedPackages, lockfileProblems } from './lockfile-problems.ts';
import { root } from './root.ts';

const FOLDERS = ['.', 'bench/quality/peers/packages'];

const lists = FOLDERS.map((folder): LockedPackages => {
  const lockfile = JSON.parse(readFileSync(join(root, folder, 'package-lock.json'), 'utf8')) as {
    readonly packages: LockedPackages;
  };
  return lockfile.packages;
});
const problems = lists.flatMap(lockfileProblems);
for (const problem of problems) {
  console.error(problem);
}
const counts = lists.map((packages) => Object.keys(packages).length);
console.log(`${counts.join(' and ')} packages in the lockfiles`);
process.exitCode = problems.length === 0 && counts.every((count) => count > 1) ? 0 : 1;
