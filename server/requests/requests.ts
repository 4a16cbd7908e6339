// A connection → our own requests, answered beside those of the protocol. The only place that waits for documents to be ready.
import { DocumentState, type LangiumDocument, URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { answerOr } from '#server/lsp/answering.ts';
import type { NetarchServices } from '#server/module.ts';
import { locateRequest, networkChanged, thingAtRequest } from '#server/protocol.ts';
import { locate } from './locate.ts';
import { thingAt } from './thing-at.ts';

/** Registers the handlers; each one answers null where it cannot know. */
export function answerRequests(connection: Connection, services: NetarchServices): void {
  const { shared } = services;
  const reading = <R>(name: string, uri: string, answer: (document: LangiumDocument) => R): Promise<R | null> =>
    answerOr(null, name, async () => {
      await shared.workspace.WorkspaceManager.ready;
      return shared.workspace.WorkspaceLock.read(() => {
        const document = shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
        return document === undefined || document.state < DocumentState.Linked ? null : answer(document);
      });
    });
  connection.onRequest(locateRequest, ({ uri, id }) =>
    reading('locate', uri, (document) => locate(services.netarch.Compiler.compile(document), id)),
  );
  connection.onRequest(thingAtRequest, ({ uri, position }) =>
    reading('thingAt', uri, (document) => thingAt(document, position, services.netarch.Compiler.compile(document))),
  );
  shared.workspace.DocumentBuilder.onDocumentPhase(DocumentState.Validated, ({ uri }) =>
    connection.sendNotification(networkChanged, { uri: uri.toString() }),
  );
}
