// Documents → built documents with their imports. Imported files are read before names are resolved.
import {
  type BuildOptions,
  type Cancellation,
  DefaultDocumentBuilder,
  DefaultIndexManager,
  DocumentState,
  type LangiumDocument,
  type LangiumDocuments,
  type LangiumSharedCoreServices,
  type URI,
} from 'langium';
import { importedUris, withImports } from './imports.ts';

/** Builds each document together with all its imports. Files that do not exist are skipped; checks.ts reports them. */
export class ImportingDocumentBuilder extends DefaultDocumentBuilder {
  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    token: Cancellation.CancellationToken,
  ): Promise<void> {
    for (const document of documents) {
      if (document.state < DocumentState.Parsed) await this.langiumDocumentFactory.update(document, token);
    }
    const all = new Map(documents.map((document) => [document.uri.toString(), document]));
    for (const document of all.values()) {
      for (const uri of importedUris(document)) {
        if (all.has(uri.toString()) || this.langiumDocuments.hasDocument(uri)) continue;
        const imported = await this.#read(uri);
        if (imported !== undefined) all.set(uri.toString(), imported);
      }
    }
    await super.buildDocuments([...all.values()], options, token);
  }

  async #read(uri: URI): Promise<LangiumDocument | undefined> {
    if (!uri.path.endsWith('.netarch') || !(await this.fileSystemProvider.exists(uri))) return undefined;
    // A folder can have such a name, and a file can be locked. The user can correct both, so neither is an exception.
    return this.langiumDocuments.getOrCreateDocument(uri).catch(() => undefined);
  }
}

/** Rebuilds every file that imports a changed file, directly or through other imports. */
export class ImportingIndexManager extends DefaultIndexManager {
  readonly #documents: () => LangiumDocuments;

  constructor(services: LangiumSharedCoreServices) {
    super(services);
    this.#documents = () => services.workspace.LangiumDocuments;
  }

  override isAffected(document: LangiumDocument, changedUris: Set<string>): boolean {
    const imported = withImports(document, this.#documents()).slice(1);
    const missing = importedUris(document);
    return imported.some(({ uri }) => changedUris.has(uri.toString())) || missing.some((uri) => changedUris.has(uri.toString()));
  }
}
