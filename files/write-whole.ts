// Writes a file atomically. The command line and the extension both use it, but neither may import the other. So it has its
// own folder.
import { randomUUID } from 'node:crypto';
import { access, chmod, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from './reason.ts';

/**
 * Writes a temporary file next to the target and renames it. The target keeps its mode, and a symbolic link stays a link.
 * Returns the reason if it fails. Then the target is unchanged and the temporary file is removed.
 */
export async function writeWhole(path: string, text: string): Promise<string | undefined> {
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => undefined);
  if (before?.isDirectory()) return 'it is a folder';
  if (before !== undefined && !before.isFile()) return 'it is not a regular file';
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    if (before !== undefined) await access(target, constants.W_OK);
    await writeFile(draft, text, { flag: 'wx', ...(before && { mode: before.mode }) });
    // The process may withhold permissions from new files (umask).
    if (before !== undefined) await chmod(draft, before.mode);
    await rename(draft, target);
    return undefined;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    return reasonOf(error);
  }
}
