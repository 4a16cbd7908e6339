// A marker's file, or the block above it → a network.
import { dirname, relative, resolve } from 'node:path';
import { EmptyFileSystemProvider, type URI } from 'langium';
import type { Io } from '#server/cli/shared/io.ts';
import { type OneFile, oneFileOf } from '#server/cli/shared/one-file.ts';
import { disk } from '#server/disk.ts';
import type { Marker } from './markdown.ts';

/** Reads what a marker asks for. `markdown` is an absolute path; paths in it are relative to its folder. */
export async function networkFor(io: Io, markdown: string, { block }: Marker, source: string | undefined): Promise<OneFile> {
  if (source !== undefined) {
    const path = resolve(dirname(markdown), source);
    return oneFileOf(io, path, relative(io.folder, path) || path);
  }
  if (block === undefined) return { ok: false, problem: 'there is no netarch block above', sources: [] };
  const path = `${markdown}.netarch`;
  return oneFileOf(io, path, 'the block above', new WithBlock(path, block));
}

/** The files of this machine, and one that has the text of a block. */
class WithBlock extends EmptyFileSystemProvider {
  readonly #disk = disk();
  readonly #path: string;
  readonly #text: string;

  constructor(path: string, text: string) {
    super();
    this.#path = path;
    this.#text = text;
  }

  override async exists(uri?: URI): Promise<boolean> {
    return uri !== undefined && (uri.fsPath === this.#path || this.#disk.exists(uri));
  }

  override async readFile(uri?: URI): Promise<string> {
    return uri === undefined || uri.fsPath === this.#path ? this.#text : this.#disk.readFile(uri);
  }
}
