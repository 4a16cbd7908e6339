// A marker's file, or the block above it → a network.
import { dirname, relative, resolve } from 'node:path';
import { URI } from 'langium';
import type { Io } from '#server/cli/shared/io.ts';
import { type OneFile, oneFileOf } from '#server/cli/shared/one-file.ts';
import { disk } from '#server/disk.ts';
import { WithText } from '#server/with-text.ts';
import type { Marker } from './markdown.ts';

/** Reads what a marker asks for. `markdown` is an absolute path; paths in it are relative to its folder. */
export async function networkFor(io: Io, markdown: string, { block }: Marker, source: string | undefined): Promise<OneFile> {
  if (source !== undefined) {
    const path = resolve(dirname(markdown), source);
    return oneFileOf(io, path, relative(io.folder, path) || path);
  }
  if (block === undefined) return { ok: false, problem: 'there is no netarch block above', sources: [] };
  const path = `${markdown}.netarch`;
  return oneFileOf(io, path, 'the block above', new WithText(disk(), URI.file(path), block));
}
