// An open document is what its editor shows, whatever happens to its file. Once closed, it is what is on disk, so that discarded changes do not
// stay visible in other files.
import { type FileSystemProvider, URI } from 'langium';
import { DefaultDocumentUpdateHandler, type LangiumSharedServices } from 'langium/lsp';
import type { TextDocumentChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** Handles changes to open documents as Langium does, keeps those whose file is deleted, and reads those that are closed from disk. */
export class NetarchDocumentUpdateHandler extends DefaultDocumentUpdateHandler {
  readonly #files: FileSystemProvider;
  readonly #open: LangiumSharedServices['workspace']['TextDocuments'];

  constructor(services: LangiumSharedServices) {
    super(services);
    this.#files = services.workspace.FileSystemProvider;
    this.#open = services.workspace.TextDocuments;
  }

  protected override fireDocumentUpdate(changed: URI[], deleted: URI[]): void {
    this.workspaceManager.ready
      .then(() =>
        this.workspaceLock.write((token) => this.documentBuilder.update([...changed, ...this.#openIn(deleted)], deleted, token)),
      )
      .catch((error: unknown) => console.error('update failed:', error));
  }

  /** The open documents among deleted files and folders: they are removed with these, and added again with the text of their editor. */
  #openIn(deleted: readonly URI[]): readonly URI[] {
    if (deleted.length === 0) return [];
    return this.#open
      .keys()
      .map((uri) => URI.parse(uri))
      .filter((uri) => deleted.some((one) => `${uri}/`.startsWith(`${one}/`)));
  }

  /** Reads the file again. A document that was never saved is removed. */
  didCloseDocument({ document }: TextDocumentChangeEvent<TextDocument>): void {
    const uri = URI.parse(document.uri);
    const onDisk = uri.scheme === 'file' ? this.#files.exists(uri) : Promise.resolve(false);
    onDisk.then((exists) => this.fireDocumentUpdate(exists ? [uri] : [], exists ? [] : [uri])).catch(console.error);
  }
}
