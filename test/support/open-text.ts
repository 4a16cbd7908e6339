// Builds documents from texts with `<|>` for the cursor, with all services of the language server.
import { type LangiumDocument, URI } from 'langium';
import type { Position, Range } from 'vscode-languageserver-types';
import type { NetarchServices } from '#server/services.ts';
import { lspServices } from './services.ts';

/** Built documents, and the position of the cursor. */
export interface Opened {
  readonly services: NetarchServices;
  /** The first file. */
  readonly document: LangiumDocument;
  readonly documents: readonly LangiumDocument[];
  /** The position of the first `<|>`, in `cursorDocument`. */
  readonly cursor: Position;
  readonly cursorDocument: LangiumDocument;
  /** The parameters of requests at the cursor. */
  readonly at: { readonly textDocument: { uri: string }; readonly position: Position };
}

const files = new Map<string, string>();
const { shared, netarch } = lspServices(files);
let count = 0;

/** Opens one text, or several texts by file name in one folder, and closes what was open before. The services are the same for all. */
export async function open(texts: string | Readonly<Record<string, string>>): Promise<Opened> {
  const folder = `file:///test-${count++}`;
  const named = Object.entries(typeof texts === 'string' ? { 'main.netarch': texts } : texts);
  const old = [...files.keys()].map((uri) => URI.parse(uri));
  files.clear();
  for (const [name, text] of named) files.set(`${folder}/${name}`, text.replaceAll('<|>', ''));
  await shared.workspace.DocumentBuilder.update(
    named.map(([name]) => URI.parse(`${folder}/${name}`)),
    old,
  );
  const documents = named.map(([name]) => documentAt(`${folder}/${name}`));
  const [document] = documents;
  if (document === undefined) throw new Error('Nothing to open.');
  const marked = Math.max(
    0,
    named.findIndex(([, text]) => text.includes('<|>')),
  );
  const cursorDocument = documents[marked] ?? document;
  const cursor = cursorDocument.textDocument.positionAt(Math.max(0, named[marked]?.[1].indexOf('<|>') ?? 0));
  return {
    services: netarch,
    document,
    documents,
    cursor,
    cursorDocument,
    at: { textDocument: { uri: cursorDocument.uri.toString() }, position: cursor },
  };
}

/** The text between two positions of a document. */
export function textIn(document: LangiumDocument, range: Range): string {
  return document.textDocument.getText(range);
}

function documentAt(uri: string): LangiumDocument {
  const document = shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
  if (document === undefined) throw new Error(`${uri} was not built.`);
  return document;
}
