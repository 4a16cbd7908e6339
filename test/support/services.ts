// Services of the language for tests, and documents that exist as long as a test looks at them.
import { EmptyFileSystem, type LangiumDocument, type LangiumSharedCoreServices, URI } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import { createNetarchServices, type NetarchCoreServices } from '#language/workspace.ts';
import { createNetarchLspServices } from '#server/module.ts';
import type { NetarchServices } from '#server/services.ts';
import { memoryFiles } from './memory-files.ts';

/** Services as the functions that create them return them. */
interface Services {
  readonly shared: LangiumSharedCoreServices;
  readonly netarch: NetarchCoreServices;
}

/** The core: parser, names, networks, findings. No file exists beside the documents. */
export const core: Services = createNetarchServices(EmptyFileSystem);

/** The core and everything that an editor asks for, over files in memory, by their whole address. */
export function lspServices(files: ReadonlyMap<string, string> = new Map()): {
  readonly shared: LangiumSharedServices;
  readonly netarch: NetarchServices;
} {
  return createNetarchLspServices({ fileSystemProvider: () => memoryFiles(files) });
}

interface Options {
  readonly services?: Services;
  /** False leaves the findings out, which takes less time. */
  readonly validation?: boolean;
}

let count = 0;

/** Builds a document as an editor does, passes it on, and removes it again. What `use` throws is thrown here. */
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
