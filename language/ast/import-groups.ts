// The documents of a workspace, with what each imports, directly and through others. Documents that import each other import the same, so
// this is found once for all of them.
import { DefaultLangiumDocuments, type LangiumDocument, type LangiumDocuments, type URI } from 'langium';
import { importedUris } from './imports.ts';

/** Documents with the same imports. */
export interface ImportGroup {
  /** One document, or several that import each other, in an order that does not depend on the one that is asked for. */
  readonly members: readonly LangiumDocument[];
  /** The members and what they import, directly and through others, each once. It begins with the first member. */
  readonly documents: readonly LangiumDocument[];
}

/** The group of a document. Its imports count as far as they are parsed. */
export function groupOf(document: LangiumDocument, documents: LangiumDocuments): ImportGroup {
  return documents instanceof ImportingDocuments ? documents.groupOf(document) : groupAmong(document, documents);
}

/** The document itself, then its direct and indirect imports, each once, also if imports form a cycle. */
export function withImports(document: LangiumDocument, documents: LangiumDocuments): readonly LangiumDocument[] {
  const { documents: all } = groupOf(document, documents);
  return all[0] === document ? all : [document, ...all.filter((other) => other !== document)];
}

/** Langium's documents, with the groups that were found. A group is found again when a document comes, goes or is parsed again. */
export class ImportingDocuments extends DefaultLangiumDocuments {
  readonly #byUri = new Map<string, LangiumDocument>();
  readonly #groups = new Map<LangiumDocument, Found>();

  override addDocument(document: LangiumDocument): void {
    super.addDocument(document);
    this.#byUri.set(document.uri.toString(), document);
    this.#groups.clear();
  }

  /** Langium takes URIs apart to find one that is spelled in another way. Most are spelled in the same way. */
  override getDocument(uri: URI): LangiumDocument | undefined {
    return this.#byUri.get(uri.toString()) ?? super.getDocument(uri);
  }

  override hasDocument(uri: URI): boolean {
    return this.#byUri.has(uri.toString()) || super.hasDocument(uri);
  }

  override deleteDocument(uri: URI): LangiumDocument | undefined {
    const deleted = super.deleteDocument(uri);
    if (deleted !== undefined) this.#forget(deleted);
    return deleted;
  }

  override deleteDocuments(folder: URI): LangiumDocument[] {
    const deleted = super.deleteDocuments(folder);
    for (const document of deleted) this.#forget(document);
    return deleted;
  }

  groupOf(document: LangiumDocument): ImportGroup {
    const known = this.#groups.get(document);
    if (known !== undefined && isCurrent(known)) return known;
    const group = groupAmong(document, this);
    const found = { ...group, roots: group.documents.map(({ parseResult }) => parseResult.value) };
    for (const member of group.members) this.#groups.set(member, found);
    return found;
  }

  #forget(document: LangiumDocument): void {
    this.#byUri.delete(document.uri.toString());
    this.#groups.clear();
  }
}

/** A group, and the syntax trees from which it was found. */
interface Found extends ImportGroup {
  readonly roots: readonly unknown[];
}

function isCurrent({ documents, roots }: Found): boolean {
  return documents.every(({ parseResult }, index) => parseResult.value === roots[index]);
}

function groupAmong(document: LangiumDocument, documents: LangiumDocuments): ImportGroup {
  const imports = new Map<LangiumDocument, readonly LangiumDocument[]>();
  const reached = reachedFrom(document, (one) => {
    const own = importedUris(one).flatMap((uri) => documents.getDocument(uri) ?? []);
    imports.set(one, own);
    return own;
  });
  const importers = new Map<LangiumDocument, LangiumDocument[]>();
  for (const [importer, own] of imports) {
    for (const imported of own) {
      const others = importers.get(imported);
      if (others === undefined) importers.set(imported, [importer]);
      else others.push(importer);
    }
  }
  const members = reachedFrom(document, (one) => importers.get(one) ?? []).toSorted(byUri);
  const [first] = members;
  return {
    members,
    documents: first === undefined || first === document ? reached : reachedFrom(first, (one) => imports.get(one) ?? []),
  };
}

/** The document, and what the steps from it reach, nearest first. */
function reachedFrom(
  document: LangiumDocument,
  step: (one: LangiumDocument) => readonly LangiumDocument[],
): readonly LangiumDocument[] {
  const found = new Set([document]);
  for (const current of found) for (const next of step(current)) found.add(next);
  return [...found];
}

function byUri(a: LangiumDocument, b: LangiumDocument): number {
  return a.uri.toString() < b.uri.toString() ? -1 : 1;
}
