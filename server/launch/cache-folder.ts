// The folder for what netarch may keep between runs. Unlike the folder for temporary files, no other user can write there.
import { posix, win32 } from 'node:path';

/** The parts of the process that decide. */
export interface User {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * An absolute path; the folder may not exist yet. `undefined` if the user has no home.
 * Sources: XDG Base Directory Specification; Apple, "File System Programming Guide"; Microsoft, "KNOWNFOLDERID" (LocalAppData).
 */
export function cacheFolder({ platform, env, home }: User): string | undefined {
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const own = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME;
  if (own !== undefined && isAbsolute(own)) return join(own, 'netarch');
  if (!isAbsolute(home)) return undefined;
  const usual = { win32: ['AppData', 'Local'], darwin: ['Library', 'Caches'] };
  return join(home, ...(platform === 'win32' || platform === 'darwin' ? usual[platform] : ['.cache']), 'netarch');
}
