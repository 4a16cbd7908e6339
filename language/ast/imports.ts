// `import "./other.netarch"` → the documents whose names are visible in a document.
import { type LangiumDocument, type LangiumDocuments, type URI, UriUtils } from 'langium';
import { type File, type Import, isFile } from './generated/ast.ts';
import { unquote } from './values.ts';

/** An import of a document with the URI of its file. Without `uri` if the path cannot be a file name. */
interface NamedImport {
  readonly node: Import;
  readonly uri?: URI;
}

/** An import whose file is not part of the network. */
export interface MissingImport extends NamedImport {
  /** Why the file cannot be read. `undefined` if it does not exist. */
  readonly reason?: string | undefined;
}

/** The imports of a document, in the order of the file. Paths are relative to the document's folder. */
export function importsOf(document: LangiumDocument): readonly NamedImport[] {
  const file = fileOf(document);
  return file === undefined ? [] : importsIn(file, document).named;
}

/** The URIs of the files that a document imports, in the order of the file. */
export function importedUris(document: LangiumDocument): readonly URI[] {
  const file = fileOf(document);
  return file === undefined ? [] : importsIn(file, document).uris;
}

interface ImportsOfFile {
  readonly named: readonly NamedImport[];
  readonly uris: readonly URI[];
}

/** By the root of a syntax tree, which is another one after every change: each document asks for the imports of all that it imports. */
const known = new WeakMap<File, ImportsOfFile>();

function importsIn(file: File, document: LangiumDocument): ImportsOfFile {
  const found = known.get(file) ?? readImports(file, document);
  known.set(file, found);
  return found;
}

function readImports(file: File, document: LangiumDocument): ImportsOfFile {
  const folder = UriUtils.dirname(document.uri);
  const named = file.imports.map((node) => {
    const path = unquote(node.path ?? '');
    return IMPOSSIBLE.test(path) ? { node } : { node, uri: UriUtils.resolvePath(folder, path) };
  });
  return { named, uris: named.flatMap(({ uri }) => uri ?? []) };
}

// No URI encodes half of a surrogate pair (RFC 3986 with RFC 3629, section 3), and no file system allows NUL in a name.
const IMPOSSIBLE = /\0|\p{Surrogate}/u;

/** The imports of a document itself that were not read. Without the paths that the user is still writing. */
export function missingImports(
  document: LangiumDocument,
  documents: LangiumDocuments,
  whyUnreadable: (uri: URI) => string | undefined,
): readonly MissingImport[] {
  return importsOf(document)
    .filter(({ node, uri }) => node.path !== undefined && (uri === undefined || !documents.hasDocument(uri)))
    .map((one) => ({ ...one, reason: one.uri && whyUnreadable(one.uri) }));
}

/** The root of the document's syntax tree; `undefined` before the document is parsed. */
export function fileOf(document: LangiumDocument): File | undefined {
  const root = document.parseResult.value;
  return isFile(root) ? root : undefined;
}
