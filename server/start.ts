// A connection to an editor and a file system → a running language server. Knows neither Node nor a browser.
import type { FileSystemProvider } from 'langium';
import { startLanguageServer } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { createNetarchLspServices } from './module.ts';
import { answerRequests } from './requests/requests.ts';

/** Serves the connection until the editor closes it. The command `lsp --stdio` calls this too. */
export function startServer(connection: Connection, fileSystemProvider: () => FileSystemProvider): void {
  const { shared, netarch } = createNetarchLspServices({ connection, fileSystemProvider });
  answerRequests(connection, netarch);
  startLanguageServer(shared);
}
