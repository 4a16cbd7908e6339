// The FILE of a verb that works on one → what it means, or one sentence that says why not.
import type { FileSystemProvider } from 'langium';
import type { Network } from '#language/network/network.ts';
import { absolute, type Io } from './io.ts';
import { type LoadedFile, load } from './load.ts';

/** The file and its network, or one sentence that says why it cannot be used. */
export type OneFile =
  | { readonly ok: true; readonly file: LoadedFile; readonly network: Network }
  | { readonly ok: false; readonly problem: string };

/** Broken text is refused: an answer about half a network would be a guess. */
export async function oneFile(io: Io, paths: readonly string[]): Promise<OneFile> {
  const [path, ...others] = paths;
  if (path === undefined || others.length > 0) return { ok: false, problem: 'name exactly one file' };
  return oneFileOf(io, absolute(io, path), path);
}

/** The same of an absolute path, which the user knows as `name`; `files`: where it is read from, the disk without it. */
export async function oneFileOf(io: Io, path: string, name: string, files?: FileSystemProvider): Promise<OneFile> {
  const loaded = await load(io, [path], files);
  if (!loaded.ok) return loaded;
  const [file] = loaded.files;
  if (file === undefined || file.isBroken) {
    const advice = files === undefined ? `; "netarch check ${name}" says where` : '';
    return { ok: false, problem: `${name} is not readable as netarch${advice}` };
  }
  return { ok: true, file, network: file.compiled.network };
}
