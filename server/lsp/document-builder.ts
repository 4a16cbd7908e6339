// Builds documents so that a mistake of netarch in one of them does not stop the others.
import { type Cancellation, type DocumentState, isOperationCancelled, type LangiumDocument, type MaybePromise } from 'langium';
import { ImportingDocumentBuilder } from '#language/ast/document-builder.ts';

/** Logs what a phase throws for a document, and goes on with the next document. The command line stops instead: half a result would be wrong. */
export class AnsweringDocumentBuilder extends ImportingDocumentBuilder {
  protected override runCancelable(
    documents: LangiumDocument[],
    targetState: DocumentState,
    token: Cancellation.CancellationToken,
    callback: (document: LangiumDocument) => MaybePromise<unknown>,
  ): Promise<void> {
    return super.runCancelable(documents, targetState, token, async (document) => {
      try {
        await callback(document);
      } catch (error) {
        if (isOperationCancelled(error)) throw error;
        console.error(`${document.uri.toString()} failed:`, error);
      }
    });
  }
}
