// `netarch embed PATH…`: keeps the pictures of Markdown files fresh. `--check` only lists what is out of date.
import { URI } from 'langium';
import { readBytes } from '#files/read-bytes.ts';
import { writeWhole } from '#files/write-whole.ts';
import type { Chosen } from '#server/asking/choose.ts';
import { readArguments } from '#server/cli/shared/arguments.ts';
import { inputFiles } from '#server/cli/shared/input-files.ts';
import { displayPath, EXIT, type Io, usageError } from '#server/cli/shared/io.ts';
import { visible } from '#server/cli/shared/printed.ts';
import { readText } from '#server/cli/shared/read-text.ts';
import { isSame, planFor } from './plan.ts';

/** A file that would change. */
interface Change {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Files that must not be overwritten, or what a file contained. */
  readonly protecting: { readonly sources?: readonly string[]; readonly before?: Uint8Array };
}

/** Writes nothing if one of the diagrams cannot be drawn. With `--check`, exit code 1 if a file would change. */
export async function embed(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, { check: { type: 'boolean' } });
  if (!given.ok) return usageError(io, given.problem);
  const input = await inputFiles(io, given.paths, ['.md', '.markdown']);
  if (!input.ok) return usageError(io, input.problem);
  const changes = new Map<string, Change>();
  for (const path of input.files) {
    const found = await changesFor(io, path);
    if (!found.ok) return usageError(io, found.problem);
    for (const change of found.value) changes.set(change.path, change);
  }
  const shown = ({ path }: Change): string => displayPath(io, URI.file(path).toString());
  if (given.options.flag('check')) {
    for (const change of changes.values()) io.out(`${visible(shown(change))} is out of date\n`);
    return changes.size === 0 ? EXIT.success : EXIT.failed;
  }
  for (const change of changes.values()) {
    const failure = await writeWhole(change.path, change.content, change.protecting);
    if (failure !== undefined) return usageError(io, `${shown(change)} cannot be written: ${failure}`);
    io.out(`${visible(shown(change))} written\n`);
  }
  return EXIT.success;
}

/** Pictures come first: a Markdown file never shows one that does not exist. */
async function changesFor(io: Io, path: string): Promise<Chosen<readonly Change[]>> {
  const name = displayPath(io, URI.file(path).toString());
  const read = await readText(path);
  if (!read.ok) return { ok: false, problem: `${name} cannot be read: ${read.problem}` };
  const plan = await planFor(io, path, name, read.text);
  if (!plan.ok) return plan;
  const changes: Change[] = [];
  for (const { path: picture, content, sources } of plan.value.pictures) {
    const current = await readBytes(picture).catch(() => undefined);
    if (current === undefined || !isSame(current, content)) changes.push({ path: picture, content, protecting: { sources } });
  }
  if (plan.value.text !== read.text) changes.push({ path, content: plan.value.text, protecting: { before: read.bytes } });
  return { ok: true, value: changes };
}
