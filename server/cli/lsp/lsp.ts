// netarch lsp --stdio → a language server on stdin and stdout, until the editor closes it.
import { NodeFileSystem } from 'langium/node';
import { readArguments } from '#server/cli/shared/arguments.ts';
import { type Io, misused } from '#server/cli/shared/io.ts';

/** Never returns an exit code of its own: the protocol says when the process ends. Loaded only when asked for, as no other verb needs it. */
export async function lsp(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, { stdio: { type: 'boolean' } });
  if (!given.ok) return misused(io, given.problem);
  if (given.paths.length > 0 || !given.options.flag('stdio')) return misused(io, 'the language server speaks over --stdio only');
  const { createConnection, ProposedFeatures } = await import('vscode-languageserver/node');
  const { startServer } = await import('#server/start.ts');
  startServer(createConnection(ProposedFeatures.all), NodeFileSystem.fileSystemProvider);
  return new Promise(() => {});
}
