// Starts the language server on a connection and a file system. Depends neither on Node nor on a browser.
import type { FileSystemProvider } from 'langium';
import { startLanguageServer } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import type { Drawer } from './drawing/drawer.ts';
import { createNetarchLspServices } from './module.ts';
import { answerRequests } from './requests/requests.ts';

/** What depends on the platform. */
export interface Platform {
  readonly fileSystemProvider: () => FileSystemProvider;
  /** Called once for each kind of picture. */
  readonly newDrawer: () => Drawer;
}

/** Serves the connection until the editor closes it. */
export function startServer(connection: Connection, { fileSystemProvider, newDrawer }: Platform): void {
  const { shared, netarch } = createNetarchLspServices({ connection, fileSystemProvider, newDrawer });
  const { Diagrams, Paths } = netarch.drawing;
  connection.onShutdown(async () => {
    await Promise.all([Diagrams.stop(), Paths.stop()]);
  });
  answerRequests(connection, netarch);
  startLanguageServer(shared);
}
