// A path and a text → the file, whole or not at all. Command line and extension write with it: neither may import the other, so it has a
// folder of its own.
import { randomUUID } from 'node:crypto';
import { access, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from './reason.ts';

/**
 * Writes a draft beside the target and renames it, so that nobody reads half a file. The target keeps its mode, and a symbolic link stays one.
 * Returns what went wrong in plain words, if something did. Then the target is unchanged and nothing is left beside it.
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
    await rename(draft, target);
    return undefined;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    return reasonOf(error);
  }
}
