// Finds the .netarch files, or those with other endings, for the paths on the command line, in a stable order.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { URI } from 'langium';
import { codeOf, reasonOf } from '#files/reason.ts';
import { absolute, displayPath, type Io } from './io.ts';

/** Absolute paths, or one sentence about the first path that cannot be used. */
export type InputFiles =
  | { readonly ok: true; readonly files: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/** Absolute paths without duplicates. A folder means all files with these endings under it, except in hidden folders and node_modules. */
export async function inputFiles(
  io: Io,
  paths: readonly string[],
  endings: readonly string[] = ['.netarch'],
): Promise<InputFiles> {
  if (paths.length === 0) return { ok: false, problem: 'specify at least one file or folder' };
  const found: string[] = [];
  for (const path of paths) {
    const place = absolute(io, path);
    try {
      const isFolder = (await stat(place)).isDirectory();
      const problem = isFolder ? undefined : wrongEnding(path, endings);
      if (problem !== undefined) return { ok: false, problem };
      const files = isFolder ? await filesUnder(place, endings) : [place];
      if (files.length === 0) return { ok: false, problem: `${path} contains no ${endings.join(' or ')} files` };
      for (const file of files) found.push(file);
    } catch (error) {
      return { ok: false, problem: codeOf(error) === 'ENOENT' ? `${path} does not exist` : unreadable(io, path, error) };
    }
  }
  return { ok: true, files: [...new Set(found)] };
}

/** One sentence about a file whose name has another ending; by default, than those of netarch. */
export function wrongEnding(path: string, endings: readonly string[] = ['.netarch']): string | undefined {
  const isRight = endings.some((ending) => path.endsWith(ending));
  return isRight ? undefined : `${path} cannot be read: its name does not end in ${endings.join(' or ')}`;
}

/** Names the folder in which the error occurred, which may be inside of `path`. */
function unreadable(io: Io, path: string, error: unknown): string {
  const inner = error instanceof Error && 'path' in error ? displayPath(io, URI.file(String(error.path)).toString()) : path;
  return `${inner} cannot be read: ${reasonOf(error)}`;
}

async function filesUnder(folder: string, endings: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const place = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      files.push(...(await filesUnder(place, endings)));
    else if (entry.isFile() && endings.some((ending) => entry.name.endsWith(ending))) files.push(place);
  }
  return files;
}
