// Loads and links files with their imports.
import { type FileSystemProvider, type LangiumDocument, URI } from 'langium';
import { reasonOf } from '#files/reason.ts';
import { withImports } from '#language/ast/import-groups.ts';
import type { MissingImport } from '#language/ast/imports.ts';
import { unquote } from '#language/ast/values.ts';
import { type Compiled, createNetarchServices, missingImportsOf } from '#language/workspace.ts';
import { disk } from '#server/disk.ts';
import { displayPath, type Io } from './io.ts';

/** One document and its compilation. */
export interface LoadedFile {
  readonly document: LangiumDocument;
  readonly uri: string;
  readonly compiled: Compiled;
  /** True if the file or one of its imports has syntax errors, so that the network is incomplete. */
  readonly isBroken: boolean;
  /** The first import, also of an import, whose file was not read, so that the network is incomplete. */
  readonly missing: Missing | undefined;
}

interface Missing extends MissingImport {
  readonly importer: LangiumDocument;
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
  const { shared, netarch } = createNetarchServices({ fileSystemProvider: () => files ?? disk() });
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
  // Files that import each other ask for the same ones.
  const found = new Map<LangiumDocument, readonly Missing[]>();
  const missingIn = (importer: LangiumDocument): readonly Missing[] => {
    const missing = found.get(importer) ?? missingImportsOf(shared, importer).map((one) => ({ ...one, importer }));
    found.set(importer, missing);
    return missing;
  };
  return {
    ok: true,
    files: [...documents].map((document) => {
      const parts = withImports(document, all);
      const [missing] = parts.flatMap(missingIn);
      return {
        document,
        uri: document.uri.toString(),
        compiled: netarch.netarch.Compiler.compile(document),
        isBroken: parts.some(hasSyntaxErrors),
        missing,
      };
    }),
  };
}

/**
 * Why the network of a file is incomplete, so that every result about its connectivity could be wrong. `undefined` if it is complete. `name` is
 * the file as the user wrote it; only what is on disk can be checked.
 */
export function whyIncomplete(
  io: Io,
  { document, isBroken, missing }: LoadedFile,
  name: string,
  isOnDisk = true,
): string | undefined {
  if (isBroken) return `${name} has syntax errors${isOnDisk ? `; run "netarch check ${name}" to see them` : ''}`;
  if (missing === undefined) return undefined;
  const { node, importer, reason } = missing;
  const through = importer === document ? '' : ` ${displayPath(io, importer.uri.toString())}, which imports`;
  const why = reason === undefined ? 'does not exist' : `cannot be read: ${reason}`;
  return `${name} imports${through} ${unquote(node.path ?? '')}, which ${why}`;
}

function hasSyntaxErrors({ parseResult }: LangiumDocument): boolean {
  return parseResult.lexerErrors.length + parseResult.parserErrors.length > 0;
}
