// A file, or a file of a git revision, as the user names it → its network.
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { absolute, type Io } from './io.ts';
import { type OneFile, oneFile, oneFileOf } from './one-file.ts';
import { revisionAt } from './revision.ts';

/** The network of a file if it exists; otherwise of `REVISION:PATH`. */
export async function networkAt(io: Io, text: string): Promise<OneFile> {
  const isFile = await exists(io, text);
  return isFile || !text.includes(':') ? oneFile(io, [text]) : networkOfRevision(io, io.folder, text);
}

/** The same; without a path, the text names the revision of the file at `path`. */
export async function networkAgainst(io: Io, text: string, path: string): Promise<OneFile> {
  if (text.includes(':') || text.endsWith('.netarch')) return networkAt(io, text);
  const place = absolute(io, path);
  return networkOfRevision(io, dirname(place), `${text}:./${basename(place)}`);
}

function exists(io: Io, text: string): Promise<boolean> {
  return stat(absolute(io, text)).then(
    () => true,
    () => false,
  );
}

async function networkOfRevision(io: Io, folder: string, text: string): Promise<OneFile> {
  const revision = await revisionAt(folder, text);
  if (!revision.ok) return { ...revision, sources: [] };
  const found = await oneFileOf(io, revision.value.path, text, revision.value.files);
  // They are not the files on the disk.
  return { ...found, sources: [] };
}
