// Finds problems in a lockfile that make `npm ci` fail on some platforms or with some registries.
// npm omits an optional platform package if the configured registry lacks it, and `npm ci` later fails on that platform.

/** The key `packages` of package-lock.json: packages by folder. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

interface LockedPackage {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** One message for each problem. */
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
    .map(([name, version]) => `${path} needs ${name}@${version} on some platform, but the lockfile lacks it.`);
}

// Resolves a package as Node does: inside the importing package, then next to it and in every parent folder.
function isReachable(packages: LockedPackages, path: string, name: string): boolean {
  const inside = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  if (inside in packages || path === '') {
    return inside in packages;
  }
  return isReachable(packages, path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1)), name);
}

function registryHost(path: string, { resolved }: LockedPackage): readonly string[] {
  return resolved ? [`${path} is resolved to ${resolved}: write the lockfile with omit-lockfile-registry-resolved.`] : [];
}
