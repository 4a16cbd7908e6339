// Runs the command line in the test process, and creates temporary folders.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '#scripts/root.ts';
import { main } from '#server/cli/cli.ts';

/** The output and the exit code of one call. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in a folder, by default the root of the repository. */
export async function netarch(words: readonly string[], folder: string = root, colours = false): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const ready = async (): Promise<void> => {};
  const io = { folder, out: (text: string) => out.push(text), ready, err: (text: string) => err.push(text), colours };
  const code = await main(words, io);
  return { code, out: out.join(''), err: err.join('') };
}

/** Creates a folder with these files, calls `use`, and removes the folder. */
export async function inFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'netarch-')));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
