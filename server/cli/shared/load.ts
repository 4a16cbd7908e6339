// Loads and links files with their imports.
import { type FileSystemProvider, type LangiumDocument, URI } from 'langium';
import { NodeFileSystem } from 'langium/node';
import { reasonOf } from '#files/reason.ts';
import { withImports } from '#language/ast/imports.ts';
import { type Compiled, createNetarchServices } from '#language/workspace.ts';
import { displayPath, type Io } from './io.ts';

/** One document and its compilation. */
export interface LoadedFile {
  readonly document: LangiumDocument;
  readonly uri: string;
  readonly compiled: Compiled;
  /** True if the file or one of its imports has syntax errors, so that the network is incomplete. */
  readonly isBroken: boolean;
}

/** The files, or one sentence about the first one that cannot be read. */
export type Loaded =
  | { readonly ok: true; readonly files: readonly LoadedFile[] }
  | { readonly ok: false; readonly problem: string };

/** How to load. */
export interface LoadOptions {
  /** Where to read the files. Default: the disk. */
  readonly files?: FileSystemProvider;
  /** Whether the documents get diagnostics. Default: no, which takes less time. */
  readonly diagnostics?: boolean;
}

/** The files in the given order, then their imports. */
export async function load(io: Io, paths: readonly string[], { files, diagnostics = false }: LoadOptions = {}): Promise<Loaded> {
  const { shared, netarch } = createNetarchServices(files === undefined ? NodeFileSystem : { fileSystemProvider: () => files });
  const { LangiumDocuments: all, DocumentBuilder: builder } = shared.workspace;
  const asked: LangiumDocument[] = [];
  for (const path of paths) {
    try {
      asked.push(await all.getOrCreateDocument(URI.file(path)));
    } catch (error) {
      return { ok: false, problem: `${displayPath(io, URI.file(path).toString())} cannot be read: ${reasonOf(error)}` };
    }
  }
  await builder.build(asked, { validation: diagnostics });
  const documents = new Set([...asked, ...asked.flatMap((document) => withImports(document, all))]);
  return {
    ok: true,
    files: [...documents].map((document) => ({
      document,
      uri: document.uri.toString(),
      compiled: netarch.netarch.Compiler.compile(document),
      isBroken: withImports(document, all).some(hasSyntaxErrors),
    })),
  };
}

function hasSyntaxErrors({ parseResult }: LangiumDocument): boolean {
  return parseResult.lexerErrors.length + parseResult.parserErrors.length > 0;
}
