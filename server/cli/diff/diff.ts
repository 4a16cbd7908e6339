// netarch diff OLD NEW → what can talk now and could not before, what no longer can, and what goes another way.
import { stat } from 'node:fs/promises';
import type { Network } from '#language/network/network.ts';
import { difference } from '#language/what-if/difference.ts';
import { chosen, readArguments } from '#server/cli/shared/arguments.ts';
import type { Chosen } from '#server/cli/shared/choose.ts';
import { absolute, EXIT, type Io, misused, outAll } from '#server/cli/shared/io.ts';
import { oneFile, oneFileOf } from '#server/cli/shared/one-file.ts';
import { diffJson } from './json.ts';
import { revisionAt } from './revision.ts';
import { diffText } from './text.ts';

const FORMATS = ['text', 'json'] as const;

/** Exit code 0 if the same can talk by the same ways, 1 if not. */
export async function diff(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, { format: { type: 'string' } });
  if (!given.ok) return misused(io, given.problem);
  const format = chosen(given.options.text('format'), FORMATS, 'text');
  if (format === undefined) return misused(io, `--format is one of ${FORMATS.join(', ')}`);
  const [old, now, ...others] = given.paths;
  if (old === undefined || now === undefined || others.length > 0)
    return misused(io, 'name two files or revisions: shop.netarch, main:shop.netarch');
  const before = await networkAt(io, old);
  if (!before.ok) return misused(io, before.problem);
  const after = await networkAt(io, now);
  if (!after.ok) return misused(io, after.problem);
  const changes = difference(before.value, after.value);
  const both = { before: before.value, after: after.value, changes };
  await outAll(io, format === 'json' ? diffJson(both) : diffText(io, both));
  return changes.length === 0 ? EXIT.fine : EXIT.found;
}

/** A file of this name if there is one; else what stands before a colon is a revision. */
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
  return revision.ok ? oneFileOf(io, revision.value.path, text, revision.value.files) : revision;
}
