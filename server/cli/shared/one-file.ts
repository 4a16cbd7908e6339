// Loads the file of a command that takes exactly one.
import type { FileSystemProvider } from 'langium';
import type { Network } from '#language/network/network.ts';
import { wrongEnding } from './input-files.ts';
import { absolute, type Io } from './io.ts';
import { type LoadedFile, load, whyIncomplete } from './load.ts';

/**
 * The file, its network, and the paths of the file and its imports; or one sentence that explains the problem. Then `sources` are the files whose
 * change may solve it.
 */
export type OneFile =
  | { readonly ok: true; readonly file: LoadedFile; readonly network: Network; readonly sources: readonly string[] }
  | { readonly ok: false; readonly problem: string; readonly sources: readonly string[] };

/** Rejects files with syntax errors and missing imports: results for an incomplete network would be wrong. */
export async function oneFile(io: Io, paths: readonly string[]): Promise<OneFile> {
  const [path, ...others] = paths;
  if (path === undefined || others.length > 0) return { ok: false, problem: 'specify exactly one file', sources: [] };
  return oneFileOf(io, absolute(io, path), path);
}

/** The same for an absolute path. `name` is the path as the user wrote it; the file is read from `files` if given, otherwise from disk. */
export async function oneFileOf(io: Io, path: string, name: string, files?: FileSystemProvider): Promise<OneFile> {
  const wrong = wrongEnding(path) && wrongEnding(name);
  if (wrong !== undefined) return { ok: false, problem: wrong, sources: [] };
  const loaded = await load(io, [path], files && { files });
  if (!loaded.ok) return { ...loaded, sources: [] };
  const [file] = loaded.files;
  if (file === undefined) return { ok: false, problem: `${name} cannot be read`, sources: [] };
  const problem = whyIncomplete(io, file, name, files === undefined);
  const read = loaded.files.map(({ document }) => document.uri.fsPath);
  if (problem !== undefined) return { ok: false, problem, sources: [...read, ...pathOf(file.missing)] };
  const sources = read;
  return { ok: true, file, network: file.compiled.network, sources };
}

function pathOf(missing: LoadedFile['missing']): readonly string[] {
  return missing?.uri === undefined ? [] : [missing.uri.fsPath];
}
