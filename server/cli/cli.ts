// Dispatches the commands of the command line. Results and messages go through `io`.
import { check } from './check/check.ts';
import { diff } from './diff/diff.ts';
import { format } from './format/format.ts';
import { HELP } from './help.ts';
import { lsp } from './lsp/lsp.ts';
import { reach } from './reach/reach.ts';
import { render } from './render/render.ts';
import { EXIT, type Io, usageError } from './shared/io.ts';
import { VERSION } from './shared/version.ts';
import { trace } from './trace/trace.ts';

const COMMANDS: ReadonlyMap<string, (words: readonly string[], io: Io) => Promise<number>> = new Map([
  ['check', check],
  ['trace', trace],
  ['reach', reach],
  ['diff', diff],
  ['render', render],
  ['format', format],
  ['lsp', lsp],
]);

/** Runs the command and returns the exit code. Errors of the user give an exit code, never a rejection. */
export async function main(words: readonly string[], io: Io): Promise<number> {
  const [verb, ...rest] = words;
  if (verb === 'help' || words.includes('--help') || words.includes('-h')) return print(io, HELP);
  if (verb === '--version' || verb === '-v') return print(io, `${VERSION}\n`);
  const run = verb === undefined ? undefined : COMMANDS.get(verb);
  if (run !== undefined) return run(rest, io);
  return usageError(io, `${verb === undefined ? 'missing command' : `unknown command: ${verb}`}\n\n${HELP.trimEnd()}`);
}

function print(io: Io, text: string): number {
  io.out(text);
  return EXIT.success;
}
