// Language services for tests, and temporary documents.
import { EmptyFileSystem, type LangiumDocument, type LangiumSharedCoreServices, URI } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import { createNetarchServices, type NetarchCoreServices } from '#language/workspace.ts';
import { createNetarchLspServices } from '#server/module.ts';
import type { NetarchServices } from '#server/services.ts';
import { newDrawer } from './drawer.ts';
import { memoryFiles } from './memory-files.ts';

/** The return type of the functions that create services. */
interface Services {
  readonly shared: LangiumSharedCoreServices;
  readonly netarch: NetarchCoreServices;
}

/** The core: parser, scopes, networks, findings. Its file system is empty. */
export const core: Services = createNetarchServices(EmptyFileSystem);

/** The core and the language server features, with files in memory by URI. */
export function lspServices(files: ReadonlyMap<string, string> = new Map()): {
  readonly shared: LangiumSharedServices;
  readonly netarch: NetarchServices;
} {
  return createNetarchLspServices({ fileSystemProvider: () => memoryFiles(files), newDrawer });
}

interface Options {
  readonly services?: Services;
  /** False skips the findings, which is faster. */
  readonly validation?: boolean;
}

let count = 0;

/** Builds a document, passes it to `use`, and removes it. Errors of `use` are rethrown. */
export async function withDocument<T>(
  text: string,
  use: (document: LangiumDocument) => T | Promise<T>,
  { services = core, validation = true }: Options = {},
): Promise<T> {
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = services.shared.workspace;
  const uri = URI.parse(`file:///document-${count++}.netarch`);
  const document = LangiumDocumentFactory.fromString(text, uri);
  LangiumDocuments.addDocument(document);
  try {
    await DocumentBuilder.build([document], { validation });
    return await use(document);
  } finally {
    await DocumentBuilder.update([], [uri]);
  }
}
