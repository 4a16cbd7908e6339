// `netarch lsp --stdio`: runs the language server on stdin and stdout until the editor ends it.
import { readArguments } from '#server/cli/shared/arguments.ts';
import { type Io, usageError } from '#server/cli/shared/io.ts';

/** Never resolves after a valid call: the protocol ends the process. The server is imported here because no other command needs it. */
export async function lsp(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, { stdio: { type: 'boolean' } });
  if (!given.ok) return usageError(io, given.problem);
  if (given.paths.length > 0 || !given.options.flag('stdio'))
    return usageError(io, 'the language server requires --stdio and takes no other arguments');
  const { serveEditor } = await import('#server/node-server.ts');
  serveEditor();
  return new Promise(() => {});
}
