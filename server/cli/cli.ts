// Dispatches the commands of the command line. Results and messages go through `io`.
import { HELP } from './help.ts';
import { EXIT, type Io, usageError } from './shared/io.ts';
import { VERSION } from './shared/version.ts';

type Command = (words: readonly string[], io: Io) => Promise<number>;

/** Each command is loaded only when it runs, because loading all of them takes longer than most of them run. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['check', async () => (await import('./check/check.ts')).check],
  ['trace', async () => (await import('./trace/trace.ts')).trace],
  ['reach', async () => (await import('./reach/reach.ts')).reach],
  ['diff', async () => (await import('./diff/diff.ts')).diff],
  ['render', async () => (await import('./render/render.ts')).render],
  ['embed', async () => (await import('./embed/embed.ts')).embed],
  ['format', async () => (await import('./format/format.ts')).format],
  ['lsp', async () => (await import('./lsp/lsp.ts')).lsp],
]);

/** Runs the command and returns the exit code. Errors of the user give an exit code, never a rejection. */
export async function main(words: readonly string[], io: Io): Promise<number> {
  const [verb, ...rest] = words;
  if (verb === 'help' || words.includes('--help') || words.includes('-h')) return print(io, HELP);
  if (verb === '--version' || verb === '-v') return print(io, `${VERSION}\n`);
  const load = verb === undefined ? undefined : COMMANDS.get(verb);
  if (load !== undefined) return (await load())(rest, io);
  return usageError(io, verb === undefined ? 'missing command' : `unknown command: ${verb}`, `\n${HELP}`);
}

function print(io: Io, text: string): number {
  io.out(text);
  return EXIT.success;
}
