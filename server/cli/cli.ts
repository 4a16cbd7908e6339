// Words of a command line → an exit code; results and messages go through `io`.
import { check } from './check/check.ts';
import { diff } from './diff/diff.ts';
import { format } from './format/format.ts';
import { HELP } from './help.ts';
import { lsp } from './lsp/lsp.ts';
import { reach } from './reach/reach.ts';
import { render } from './render/render.ts';
import { EXIT, type Io, misused } from './shared/io.ts';
import { VERSION } from './shared/version.ts';
import { trace } from './trace/trace.ts';

const VERBS: ReadonlyMap<string, (words: readonly string[], io: Io) => Promise<number>> = new Map([
  ['check', check],
  ['trace', trace],
  ['reach', reach],
  ['diff', diff],
  ['render', render],
  ['format', format],
  ['lsp', lsp],
]);

/** Does what the words ask for. Users' mistakes are exit codes, never rejections. */
export async function main(words: readonly string[], io: Io): Promise<number> {
  const [verb, ...rest] = words;
  if (verb === 'help' || words.includes('--help') || words.includes('-h')) return say(io, HELP);
  if (verb === '--version' || verb === '-v') return say(io, `${VERSION}\n`);
  const run = verb === undefined ? undefined : VERBS.get(verb);
  if (run !== undefined) return run(rest, io);
  return misused(io, `${verb === undefined ? 'say what to do' : `${verb} is no command`}\n\n${HELP.trimEnd()}`);
}

function say(io: Io, text: string): number {
  io.out(text);
  return EXIT.fine;
}
