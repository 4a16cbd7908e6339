// Handles the requests of server/protocol.ts. The only place that waits for documents to be ready.
import { DocumentState, type LangiumDocument, URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { answerOr } from '#server/lsp/answering.ts';
import { selectionRanges } from '#server/lsp/selection-ranges.ts';
import {
  additionsRequest,
  claimAtRequest,
  claimsRequest,
  diagramRequest,
  locateRequest,
  marksRequest,
  networkChanged,
  reachRequest,
  resourceAtRequest,
  searchRequest,
  snippetRequest,
  storyRequest,
} from '#server/protocol.ts';
import type { NetarchServices } from '#server/services.ts';
import { additionsOf } from './additions.ts';
import { claimAt } from './claim-at.ts';
import { countClaims } from './claims.ts';
import { locate } from './locate.ts';
import { marksOf } from './marks.ts';
import { Pictures } from './pictures.ts';
import { reachOf } from './reach-of.ts';
import { resourceAt } from './resource-at.ts';
import { searched } from './search.ts';
import { drawSnippet } from './snippet.ts';
import { storyOf } from './stories.ts';

/** Registers the handlers. They answer null for unknown documents. */
export function answerRequests(connection: Connection, services: NetarchServices): void {
  const { workspace } = services.shared;
  const { Compiler } = services.netarch;
  const pictures = new Pictures(services);
  const read = <R>(name: string, uri: string, answer: (document: LangiumDocument) => R): Promise<R | null> =>
    answerOr<R | null>(null, name, async () => {
      await workspace.WorkspaceManager.ready;
      return workspace.WorkspaceLock.read(() => {
        const document = workspace.LangiumDocuments.getDocument(URI.parse(uri));
        return document === undefined || document.state < DocumentState.Linked ? null : answer(document);
      });
    });

  connection.onRequest(diagramRequest, async (params, token) => {
    const drawn = await read('diagram', params.uri, (document) => pictures.drawn(document) ?? null);
    if (drawn === null) return null;
    return answerOr(null, 'diagram', () => pictures.picture(drawn, params, token));
  });
  connection.onRequest(searchRequest, ({ uri, text }) =>
    read('search', uri, (document) => {
      const drawn = pictures.drawn(document);
      return drawn === undefined ? null : searched(drawn.compiled.network, text);
    }),
  );
  connection.onRequest(snippetRequest, (params, token) =>
    answerOr(null, 'snippet', async () => {
      await workspace.WorkspaceManager.ready;
      return drawSnippet(params, workspace.FileSystemProvider, services.drawing.Paths, token);
    }),
  );
  connection.onRequest(locateRequest, ({ uri, id }) => read('locate', uri, (document) => locate(Compiler.compile(document), id)));
  connection.onRequest(resourceAtRequest, ({ uri, position }) =>
    read('resourceAt', uri, (document) => resourceAt(document, position, Compiler.compile(document))),
  );
  connection.onRequest(claimsRequest, ({ uri }) =>
    read('claims', uri, (document) => countClaims(Compiler.compile(document).claims)),
  );
  connection.onRequest(claimAtRequest, ({ uri, position }) =>
    read('claimAt', uri, (document) => claimAt(document, position, Compiler.compile(document))),
  );
  connection.onRequest(storyRequest, (params) =>
    read('story', params.uri, (document) => storyOf(Compiler.compile(document), params, workspace.LangiumDocuments)),
  );
  connection.onRequest(marksRequest, (params) =>
    read('marks', params.uri, (document) => marksOf(Compiler.compile(document), params)),
  );
  connection.onRequest(reachRequest, (params) =>
    read('reach', params.uri, (document) => reachOf(Compiler.compile(document), params)),
  );
  connection.onRequest(additionsRequest, ({ uri, id }) =>
    read('additions', uri, (document) => additionsOf(Compiler.compile(document), id, workspace.LangiumDocuments)),
  );
  connection.onSelectionRanges(({ textDocument, positions }) =>
    read('selectionRanges', textDocument.uri, (document) => selectionRanges(document, positions)),
  );
  workspace.DocumentBuilder.onDocumentPhase(DocumentState.Validated, ({ uri }) =>
    connection.sendNotification(networkChanged, { uri: uri.toString() }),
  );
}
