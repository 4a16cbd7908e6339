// Texts → documents. Tells the client on which one the server works, and leaves out those with which it ended.
import { type Cancellation, DefaultLangiumDocumentFactory, type LangiumDocument, type URI } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { workingOn } from '#server/protocol.ts';

/** The end of `x.netarch cannot be read: …`. */
const WHY = 'the language server ended while it worked on it';

/** A server that ends, for example without memory, cannot say on which document. So the client is told before. */
export class ReportingDocumentFactory extends DefaultLangiumDocumentFactory {
  readonly #connection: () => Connection | undefined;
  #current: string | null = null;
  #leftOut: ReadonlySet<string> = new Set();

  constructor(services: LangiumSharedServices) {
    super(services);
    this.#connection = () => services.lsp.Connection;
  }

  /** The documents that count as unreadable from now on: those with which earlier servers ended. */
  leaveOut(uris: readonly string[]): void {
    this.#leftOut = new Set(uris);
  }

  /** Tells the client what the server works on next; `undefined` for nothing. */
  report(document: URI | undefined): void {
    const uri = document?.toString() ?? null;
    if (uri === this.#current) return;
    this.#current = uri;
    this.#tell((connection) => connection.sendNotification(workingOn, { uri }));
  }

  /** Says at a document that it is left out. Does nothing for others. */
  explain(document: URI): void {
    const uri = document.toString();
    if (!this.#leftOut.has(uri)) return;
    const start = { line: 0, character: 0 };
    const message = `This file is left out: ${WHY}. Reload the window to try again.`;
    const diagnostic = { range: { start, end: start }, severity: DiagnosticSeverity.Warning, source: 'netarch', message };
    this.#tell((connection) => connection.sendDiagnostics({ uri, diagnostics: [diagnostic] }));
  }

  /** At once, since the server may end in the next step. A client that has gone needs to know nothing. */
  #tell(send: (connection: Connection) => Promise<void>): void {
    const connection = this.#connection();
    try {
      if (connection !== undefined) send(connection).catch(() => {});
    } catch {
      // The connection is closed.
    }
  }

  protected override async getInitialText(uri: URI, token: Cancellation.CancellationToken): Promise<string> {
    this.#begin(uri);
    return super.getInitialText(uri, token);
  }

  protected override async getUpdatedText(
    document: LangiumDocument,
    textDocument: LangiumDocument['textDocument'] | undefined,
    token: Cancellation.CancellationToken,
  ): Promise<string> {
    this.#begin(document.uri);
    return super.getUpdatedText(document, textDocument, token);
  }

  #begin(uri: URI): void {
    if (this.#leftOut.has(uri.toString())) throw new Error(WHY);
    this.report(uri);
  }
}
