// Starts the language server on a connection and a file system. Depends neither on Node nor on a browser.
import type { FileSystemProvider } from 'langium';
import { startLanguageServer } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import type { Drawer } from './drawing/drawer.ts';
import { ReportingDocumentFactory } from './lsp/document-factory.ts';
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
  const { DocumentBuilder, LangiumDocumentFactory: factory } = shared.workspace;
  shared.lsp.LanguageServer.onInitialize(({ initializationOptions }) => {
    if (factory instanceof ReportingDocumentFactory) factory.leaveOut(leftOutIn(initializationOptions));
  });
  startLanguageServer(shared);
  // Langium clears the diagnostics of what is deleted, and a document that cannot be read is; so this comes after it.
  DocumentBuilder.onUpdate((_, deleted) => {
    for (const uri of deleted) if (factory instanceof ReportingDocumentFactory) factory.explain(uri);
  });
}

/** Not more than the protocol says: a client may send anything. */
function leftOutIn(options: unknown): readonly string[] {
  const given: unknown = typeof options === 'object' && options !== null && 'leftOut' in options ? options.leftOut : [];
  return Array.isArray(given) ? given.filter((uri) => typeof uri === 'string') : [];
}
