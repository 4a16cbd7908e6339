// A path and a text → the file, whole or not at all. For extension hosts that run in Node.
import { randomUUID } from 'node:crypto';
import { promises } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes beside the target first and then renames, so that nobody ever reads half a file.
 * Rejects, and leaves nothing behind, if the folder is missing or read-only or the target is a folder.
 */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await promises.writeFile(draft, text, { flag: 'wx' });
    await promises.rename(draft, path);
  } catch (error) {
    await promises.rm(draft, { force: true });
    throw error;
  }
}
