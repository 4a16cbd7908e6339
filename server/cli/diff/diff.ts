// `netarch diff OLD NEW`: compares connectivity: what is opened, closed and rerouted.
import { stat } from 'node:fs/promises';
import type { Network } from '#language/network/network.ts';
import { boundedDifference } from '#language/what-if/difference.ts';
import type { Chosen } from '#server/asking/choose.ts';
import { chosen, readArguments } from '#server/cli/shared/arguments.ts';
import { absolute, EXIT, type Io, outAll, usageError } from '#server/cli/shared/io.ts';
import { oneFile, oneFileOf } from '#server/cli/shared/one-file.ts';
import { diffJson } from './json.ts';
import { revisionAt } from './revision.ts';
import { diffText } from './text.ts';

const FORMATS = ['text', 'json'] as const;

/** Exit code 0 if connectivity and paths are the same, otherwise 1. */
export async function diff(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, { format: { type: 'string' } });
  if (!given.ok) return usageError(io, given.problem);
  const format = chosen(given.options.text('format'), FORMATS, 'text');
  if (format === undefined) return usageError(io, `--format must be one of ${FORMATS.join(', ')}`);
  const [old, now, ...others] = given.paths;
  if (old === undefined || now === undefined || others.length > 0)
    return usageError(io, 'specify two files or revisions, for example shop.netarch and main:shop.netarch');
  const before = await networkAt(io, old);
  if (!before.ok) return usageError(io, before.problem);
  const after = await networkAt(io, now);
  if (!after.ok) return usageError(io, after.problem);
  const changes = boundedDifference(before.value, after.value);
  if (changes === undefined) return usageError(io, 'comparing all connectivity of these files is too much work: split them');
  const both = { before: before.value, after: after.value, changes };
  await outAll(io, format === 'json' ? diffJson(both) : diffText(io, both));
  return changes.length === 0 ? EXIT.success : EXIT.failed;
}

/** The network of a file if it exists; otherwise of `REVISION:PATH`. */
async function networkAt(io: Io, text: string): Promise<Chosen<Network>> {
  const isFile = await stat(absolute(io, text)).then(
    () => true,
    () => false,
  );
  const found = isFile || !text.includes(':') ? await oneFile(io, [text]) : await networkOfRevision(io, text);
  return found.ok ? { ok: true, value: found.network } : found;
}

async function networkOfRevision(io: Io, text: string): ReturnType<typeof oneFile> {
  const revision = await revisionAt(io.folder, text);
  return revision.ok ? oneFileOf(io, revision.value.path, text, revision.value.files) : { ...revision, sources: [] };
}
