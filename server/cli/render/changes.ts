// Files → a promise of their next change, without polling.
import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The changes of some files. */
export interface Changes {
  /** From now on these files, by absolute paths, instead of those before. They need not exist. */
  readonly follow: (files: readonly string[]) => void;
  /** Resolves with true after the next change, once no further one follows; also if it was before the call. With false after `close`. */
  readonly next: () => Promise<boolean>;
  /** Follows nothing any longer, so that the process can end. */
  readonly close: () => void;
}

/** Editors write a file in several steps. */
const QUIET_MS = 50;

/** Follows no file at first. */
export function createChanges(): Changes {
  const folders = new Map<string, FSWatcher>();
  let followed: ReadonlySet<string> = new Set();
  let isChanged = false;
  let isClosed = false;
  let wake = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isChanged = true;
      wake();
    }, QUIET_MS);
  };
  // The folder of a file, because most editors replace a file by a new one.
  const add = (folder: string): void => {
    try {
      const watcher = watch(folder, (_, name) => {
        if (name === null || followed.has(join(folder, name))) changed();
      });
      watcher.on('error', () => remove(folder));
      folders.set(folder, watcher);
    } catch {
      // A folder that does not exist. It is tried again when another file changes.
    }
  };
  const remove = (folder: string): void => {
    folders.get(folder)?.close();
    folders.delete(folder);
  };
  return {
    follow: (files) => {
      followed = new Set(files.map((file) => join(dirname(file), basename(file))));
      const needed = new Set(files.map(dirname));
      for (const folder of folders.keys()) if (!needed.has(folder)) remove(folder);
      for (const folder of needed) if (!folders.has(folder)) add(folder);
    },
    next: async () => {
      if (!isChanged && !isClosed)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      isChanged = false;
      return !isClosed;
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      for (const folder of folders.keys()) remove(folder);
      wake();
    },
  };
}
