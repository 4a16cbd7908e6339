// The packages of a lockfile → what would keep `npm ci` from serving every platform, or from any registry.
// npm leaves an optional platform package out when the registry at hand lacks it, and `npm ci` fails on that platform later.

/** The part of package-lock.json that is looked at: `packages`, by folder. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

interface LockedPackage {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** One sentence for each problem. */
export function lockfileProblems(packages: LockedPackages): readonly string[] {
  return Object.entries(packages).flatMap(([path, entry]) => [
    ...missingPlatforms(packages, path, entry),
    ...registryHost(path, entry),
  ]);
}

function missingPlatforms(
  packages: LockedPackages,
  path: string,
  { optionalDependencies = {} }: LockedPackage,
): readonly string[] {
  return Object.entries(optionalDependencies)
    .filter(([name]) => !isReachable(packages, path, name))
    .map(([name, version]) => `${path} wants ${name}@${version} on some platform, and the lockfile lacks it.`);
}

// As Node looks for a package: inside the one that asks, then beside it and in every folder above.
function isReachable(packages: LockedPackages, path: string, name: string): boolean {
  const inside = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  if (inside in packages || path === '') {
    return inside in packages;
  }
  return isReachable(packages, path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1)), name);
}

function registryHost(path: string, { resolved = '' }: LockedPackage): readonly string[] {
  const isForeign = resolved !== '' && !resolved.startsWith('https://registry.npmjs.org/');
  return isForeign ? [`${path} is bound to ${resolved}: write the lockfile with omit-lockfile-registry-resolved.`] : [];
}
