// `import "./other.netarch"` → the documents whose names a document sees.
import { type LangiumDocument, type LangiumDocuments, type URI, UriUtils } from 'langium';
import { type File, isFile } from './generated/ast.ts';
import { unquote } from './values.ts';

/** The file that each import names, in the order of the text. */
export function importedUris(document: LangiumDocument): readonly URI[] {
  const file = fileOf(document);
  if (file === undefined) return [];
  const folder = UriUtils.dirname(document.uri);
  return file.imports.map(({ path }) => UriUtils.resolvePath(folder, unquote(path ?? '')));
}

/** The document itself, then everything that it imports directly or through others, each once; cycles end. */
export function withImports(document: LangiumDocument, documents: LangiumDocuments): readonly LangiumDocument[] {
  const found = new Map([[document.uri.toString(), document]]);
  for (const current of found.values()) {
    for (const uri of importedUris(current)) {
      const imported = documents.getDocument(uri);
      if (imported !== undefined && !found.has(uri.toString())) found.set(uri.toString(), imported);
    }
  }
  return [...found.values()];
}

/** The root of the document's syntax tree; `undefined` while the document was not parsed yet. */
export function fileOf(document: LangiumDocument): File | undefined {
  const root = document.parseResult.value;
  return isFile(root) ? root : undefined;
}
