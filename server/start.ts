// Starts the language server on a connection and a file system. Depends neither on Node nor on a browser.
import type { FileSystemProvider } from 'langium';
import { startLanguageServer } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { createNetarchLspServices } from './module.ts';
import { answerRequests } from './requests/requests.ts';

/** Serves the connection until the editor closes it. The command `netarch lsp --stdio` calls this too. */
export function startServer(connection: Connection, fileSystemProvider: () => FileSystemProvider): void {
  const { shared, netarch } = createNetarchLspServices({ connection, fileSystemProvider });
  answerRequests(connection, netarch);
  startLanguageServer(shared);
}
