// `netarch format PATH…`: formats files in place. `--check` only lists the files that would change.
import { EmptyFileSystem, URI } from 'langium';
import { writeWhole } from '#files/write-whole.ts';
import { formatText } from '#language/format/format.ts';
import { createNetarchServices } from '#language/workspace.ts';
import { readArguments } from '#server/cli/shared/arguments.ts';
import { type InputFiles, inputFiles } from '#server/cli/shared/input-files.ts';
import { displayPath, EXIT, type Io, usageError } from '#server/cli/shared/io.ts';
import { visible } from '#server/cli/shared/printed.ts';
import { readText } from '#server/cli/shared/read-text.ts';

/** A file whose text would change. */
interface Change {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  /** What the file contained. */
  readonly before: Uint8Array;
}

type Changes = { readonly ok: true; readonly changes: readonly Change[] } | { readonly ok: false; readonly problem: string };

/** Writes nothing if one of the files cannot be read or has syntax errors. With `--check`, exit code 1 if a file would change. */
export async function format(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, { check: { type: 'boolean' } });
  if (!given.ok) return usageError(io, given.problem);
  const input: InputFiles = await inputFiles(io, given.paths);
  if (!input.ok) return usageError(io, input.problem);
  const found = await changesTo(io, input.files);
  if (!found.ok) return usageError(io, found.problem);
  if (given.options.flag('check')) {
    for (const { name } of found.changes) io.out(`${visible(name)} is not formatted\n`);
    return found.changes.length === 0 ? EXIT.success : EXIT.failed;
  }
  for (const { path, name, text, before } of found.changes) {
    const failure = await writeWhole(path, text, { before });
    if (failure !== undefined) return usageError(io, `${name} cannot be written: ${failure}`);
    io.out(`${visible(name)} formatted\n`);
  }
  return EXIT.success;
}

async function changesTo(io: Io, paths: readonly string[]): Promise<Changes> {
  const { netarch } = createNetarchServices(EmptyFileSystem);
  const changes: Change[] = [];
  for (const path of paths) {
    const name = displayPath(io, URI.file(path).toString());
    const read = await readText(path);
    if (!read.ok) return { ok: false, problem: `${name} cannot be read: ${read.problem}` };
    const { lexerErrors, parserErrors } = netarch.parser.LangiumParser.parse(read.text);
    if (lexerErrors.length + parserErrors.length > 0)
      return { ok: false, problem: `${name} has syntax errors; run "netarch check ${name}" to see them` };
    const text = formatText(read.text, netarch);
    if (text !== read.text) changes.push({ path, name, text, before: read.bytes });
  }
  return { ok: true, changes };
}
