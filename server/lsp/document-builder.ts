// Builds documents so that a mistake of netarch in one of them does not stop the others, and so that the client knows with which one the server ended.
import {
  type BuildOptions,
  type Cancellation,
  type DocumentState,
  isOperationCancelled,
  type LangiumDocument,
  type MaybePromise,
} from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import { ImportingDocumentBuilder } from '#language/ast/document-builder.ts';
import { ReportingDocumentFactory } from './document-factory.ts';

/** Logs what a phase throws for a document, and goes on with the next document. The command line stops instead: half a result would be wrong. */
export class AnsweringDocumentBuilder extends ImportingDocumentBuilder {
  readonly #report: (document: LangiumDocument | undefined) => void;

  constructor(services: LangiumSharedServices) {
    super(services);
    const factory = services.workspace.LangiumDocumentFactory;
    this.#report = (document) => {
      if (factory instanceof ReportingDocumentFactory) factory.report(document?.uri);
    };
  }

  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    token: Cancellation.CancellationToken,
  ): Promise<void> {
    try {
      await super.buildDocuments(documents, options, token);
    } finally {
      this.#report(undefined);
    }
  }

  protected override runCancelable(
    documents: LangiumDocument[],
    targetState: DocumentState,
    token: Cancellation.CancellationToken,
    callback: (document: LangiumDocument) => MaybePromise<unknown>,
  ): Promise<void> {
    return super.runCancelable(documents, targetState, token, async (document) => {
      this.#report(document);
      try {
        await callback(document);
      } catch (error) {
        if (isOperationCancelled(error)) throw error;
        console.error(`${document.uri.toString()} failed:`, error);
      }
    });
  }
}
