// Reads a document from disk when its editor closes it, so that discarded changes do not stay visible in other files.
import { type FileSystemProvider, URI } from 'langium';
import { DefaultDocumentUpdateHandler, type LangiumSharedServices } from 'langium/lsp';
import type { TextDocumentChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** Handles changes to open documents as Langium does, and additionally reads a document from disk when its editor closes it. */
export class NetarchDocumentUpdateHandler extends DefaultDocumentUpdateHandler {
  readonly #files: FileSystemProvider;

  constructor(services: LangiumSharedServices) {
    super(services);
    this.#files = services.workspace.FileSystemProvider;
  }

  protected override fireDocumentUpdate(changed: URI[], deleted: URI[]): void {
    this.workspaceManager.ready
      .then(() => this.workspaceLock.write((token) => this.documentBuilder.update(changed, deleted, token)))
      .catch((error: unknown) => console.error('update failed:', error));
  }

  /** Reads the file again. A document that was never saved is removed. */
  didCloseDocument({ document }: TextDocumentChangeEvent<TextDocument>): void {
    const uri = URI.parse(document.uri);
    const onDisk = uri.scheme === 'file' ? this.#files.exists(uri) : Promise.resolve(false);
    onDisk.then((exists) => this.fireDocumentUpdate(exists ? [uri] : [], exists ? [] : [uri])).catch(console.error);
  }
}
