// An open document is what its editor shows, whatever happens to its file. Once closed, it is what is on disk, so that discarded changes do not
// stay visible in other files.
import { type FileSystemProvider, type LangiumDocuments, URI } from 'langium';
import { DefaultDocumentUpdateHandler, type LangiumSharedServices } from 'langium/lsp';
import type { TextDocumentChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** Handles changes to open documents as Langium does, keeps those whose file is deleted, and reads those that are closed from disk. */
export class NetarchDocumentUpdateHandler extends DefaultDocumentUpdateHandler {
  readonly #files: FileSystemProvider;
  readonly #open: LangiumSharedServices['workspace']['TextDocuments'];
  readonly #documents: LangiumDocuments;

  constructor(services: LangiumSharedServices) {
    super(services);
    this.#files = services.workspace.FileSystemProvider;
    this.#open = services.workspace.TextDocuments;
    this.#documents = services.workspace.LangiumDocuments;
  }

  protected override fireDocumentUpdate(changed: URI[], deleted: URI[]): void {
    this.workspaceManager.ready
      .then(() =>
        this.workspaceLock.write((token) => {
          const kept = this.#openIn(deleted);
          const lost = kept.length === 0 ? deleted : deleted.flatMap((uri) => this.#closedIn(uri));
          return this.documentBuilder.update([...changed, ...kept], lost, token);
        }),
      )
      .catch((error: unknown) => console.error('update failed:', error));
  }

  /** The open documents among deleted files and in deleted folders, also those that are not read yet. */
  #openIn(deleted: readonly URI[]): readonly URI[] {
    if (deleted.length === 0) return [];
    const open = this.#open.keys().map((uri) => URI.parse(uri));
    return open.filter((uri) => deleted.some((one) => `${uri}/`.startsWith(`${one}/`)));
  }

  /** The other documents that a deleted file or folder stands for. */
  #closedIn(uri: URI): URI[] {
    const documents = [...this.#documents.getDocuments(uri)];
    return documents.flatMap((document) => (this.#open.get(document.uri.toString()) === undefined ? document.uri : []));
  }

  /** Reads the file again. A document that was never saved is removed. */
  didCloseDocument({ document }: TextDocumentChangeEvent<TextDocument>): void {
    const uri = URI.parse(document.uri);
    const onDisk = uri.scheme === 'file' ? this.#files.exists(uri) : Promise.resolve(false);
    onDisk.then((exists) => this.fireDocumentUpdate(exists ? [uri] : [], exists ? [] : [uri])).catch(console.error);
  }
}
