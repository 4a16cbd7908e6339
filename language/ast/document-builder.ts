// Documents → built documents with their imports. Imported files are read before names are resolved.
import {
  type BuildOptions,
  type Cancellation,
  DefaultDocumentBuilder,
  DefaultIndexManager,
  DocumentState,
  isOperationCancelled,
  type LangiumDocument,
  type LangiumDocuments,
  type LangiumSharedCoreServices,
  type URI,
} from 'langium';
import { groupOf } from './import-groups.ts';
import { importedUris } from './imports.ts';

/** Builds each document together with all its imports. Files that do not exist or cannot be read are skipped; checks.ts reports them. */
export class ImportingDocumentBuilder extends DefaultDocumentBuilder {
  readonly #unreadable = new Map<string, string>();

  /** Why a file that exists could not be read when it was last tried. */
  whyUnreadable(uri: URI): string | undefined {
    return this.#unreadable.get(uri.toString());
  }

  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    token: Cancellation.CancellationToken,
  ): Promise<void> {
    const all = new Map<string, LangiumDocument>();
    for (const document of documents) {
      // Without a pause if there is nothing to read, since a pause lets the next update in.
      if (document.state >= DocumentState.Parsed || (await this.#parsedAgain(document, token)))
        all.set(document.uri.toString(), document);
    }
    for (const document of all.values()) {
      for (const uri of importedUris(document)) {
        if (all.has(uri.toString()) || this.langiumDocuments.hasDocument(uri)) continue;
        const imported = await this.#read(uri);
        if (imported !== undefined) all.set(uri.toString(), imported);
      }
    }
    await super.buildDocuments([...all.values()], options, token);
  }

  /** Reads and parses it again. False for a file that can no longer be read. It then counts as deleted. */
  async #parsedAgain(document: LangiumDocument, token: Cancellation.CancellationToken): Promise<boolean> {
    try {
      await this.langiumDocumentFactory.update(document, token);
      return true;
    } catch (error) {
      if (isOperationCancelled(error)) throw error;
      this.#unreadable.set(document.uri.toString(), messageOf(error));
      this.langiumDocuments.deleteDocument(document.uri);
      this.cleanUpDeleted(document);
      await this.emitUpdate([], [document.uri]);
      return false;
    }
  }

  async #read(uri: URI): Promise<LangiumDocument | undefined> {
    this.#unreadable.delete(uri.toString());
    if (!uri.path.endsWith('.netarch') || !(await this.fileSystemProvider.exists(uri))) return undefined;
    try {
      return await this.langiumDocuments.getOrCreateDocument(uri);
    } catch (error) {
      // A folder can have such a name, and a file can be locked. The user can correct both, so neither is an exception.
      this.#unreadable.set(uri.toString(), messageOf(error));
      return undefined;
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Rebuilds every file that imports a changed file, directly or through other imports. */
export class ImportingIndexManager extends DefaultIndexManager {
  readonly #documents: () => LangiumDocuments;

  constructor(services: LangiumSharedCoreServices) {
    super(services);
    this.#documents = () => services.workspace.LangiumDocuments;
  }

  override isAffected(document: LangiumDocument, changedUris: Set<string>): boolean {
    const isChanged = (uri: URI): boolean => changedUris.has(uri.toString());
    const { documents } = groupOf(document, this.#documents());
    return documents.some((one) => one !== document && isChanged(one.uri)) || importedUris(document).some(isChanged);
  }
}
