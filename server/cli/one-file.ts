// The FILE of a verb that works on one → what it means, or one sentence that says why not.
import type { Network } from '#language/network/network.ts';
import { absolute, type Io } from './io.ts';
import { type LoadedFile, load } from './load.ts';

export type OneFile =
  | { readonly ok: true; readonly file: LoadedFile; readonly network: Network }
  | { readonly ok: false; readonly problem: string };

/** Broken text is refused: an answer about half a network would be a guess. */
export async function oneFile(io: Io, paths: readonly string[]): Promise<OneFile> {
  const [path, ...others] = paths;
  if (path === undefined || others.length > 0) return { ok: false, problem: 'name exactly one file' };
  const loaded = await load(io, [absolute(io, path)]);
  if (!loaded.ok) return loaded;
  const [file] = loaded.files;
  if (file === undefined || file.isBroken)
    return { ok: false, problem: `${path} is not readable as netarch; "netarch check ${path}" says where` };
  return { ok: true, file, network: file.compiled.network };
}
