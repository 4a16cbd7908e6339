// netarch format PATH… → the files in their usual form, rewritten where they lie; `--check` only says which are not.
import { readFile } from 'node:fs/promises';
import { EmptyFileSystem, URI } from 'langium';
import { reasonOf } from '#files/reason.ts';
import { writeWhole } from '#files/write-whole.ts';
import { formatText } from '#language/format/format.ts';
import { createNetarchServices } from '#language/workspace.ts';
import { readArguments } from '#server/cli/shared/arguments.ts';
import { type InputFiles, inputFiles } from '#server/cli/shared/input-files.ts';
import { displayPath, EXIT, type Io, misused } from '#server/cli/shared/io.ts';

/** A file whose text would change. */
interface Change {
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

type Changes = { readonly ok: true; readonly changes: readonly Change[] } | { readonly ok: false; readonly problem: string };

/** Writes nothing at all if one of the files cannot be read or is not the language. `--check`: exit code 1 if something would change. */
export async function format(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, { check: { type: 'boolean' } });
  if (!given.ok) return misused(io, given.problem);
  const input: InputFiles = await inputFiles(io, given.paths);
  if (!input.ok) return misused(io, input.problem);
  const found = await changesTo(io, input.files);
  if (!found.ok) return misused(io, found.problem);
  if (given.options.flag('check')) {
    for (const { name } of found.changes) io.out(`${name} is not in its usual form\n`);
    return found.changes.length === 0 ? EXIT.fine : EXIT.found;
  }
  for (const { path, name, text } of found.changes) {
    const failure = await writeWhole(path, text);
    if (failure !== undefined) return misused(io, `${name} cannot be written: ${failure}`);
    io.out(`${name} rewritten\n`);
  }
  return EXIT.fine;
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
      return { ok: false, problem: `${name} is not readable as netarch; "netarch check ${name}" says where` };
    const text = formatText(read.text, netarch);
    if (text !== read.text) changes.push({ path, name, text });
  }
  return { ok: true, changes };
}

/** Bytes that are no UTF-8 are refused: they would not survive being written again. */
async function readText(
  path: string,
): Promise<{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string }> {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path)) };
  } catch (error) {
    return { ok: false, problem: error instanceof TypeError ? 'it is no UTF-8 text' : reasonOf(error) };
  }
}
