// package-lock.json → exit code 0 if `npm ci` can serve every platform and any registry from it.
// npm leaves an optional platform package out when the registry at hand lacks it, and `npm ci` fails on that platform later.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, Entry>>;
};

const problems = Object.entries(packages).flatMap(([path, entry]) => [
  ...missingPlatforms(path, entry),
  ...registryHost(path, entry),
]);
for (const problem of problems) {
  console.error(problem);
}
const checked = Object.keys(packages).length;
console.log(`${checked} packages in the lockfile`);
process.exitCode = problems.length === 0 && checked > 1 ? 0 : 1;

function missingPlatforms(path: string, entry: Entry): string[] {
  return Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !reachable(path, name))
    .map(([name, version]) => `${path} wants ${name}@${version} on some platform, and the lockfile lacks it.`);
}

// As Node looks for a package: beside the one that asks, then in every folder above.
function reachable(path: string, name: string): boolean {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) {
      return true;
    }
    if (folder === '') {
      return false;
    }
  }
}

function registryHost(path: string, entry: Entry): string[] {
  const isForeign = entry.resolved !== undefined && !entry.resolved.startsWith('https://registry.npmjs.org/');
  return isForeign ? [`${path} is bound to ${entry.resolved}: write the lockfile with omit-lockfile-registry-resolved.`] : [];
}
