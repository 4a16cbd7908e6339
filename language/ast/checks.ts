// Syntax tree → errors that parser and linker do not report: missing closing quotes, and imports of missing files.
import { CstUtils, type LangiumDocuments, UriUtils, type ValidationAcceptor } from 'langium';
import type { File } from './generated/ast.ts';
import { importsOf } from './imports.ts';
import { isClosed } from './values.ts';

/** Reports missing closing quotes (code `unclosed-quote`) and imports of missing files (code `import-not-found`). */
export function checkText(file: File, documents: LangiumDocuments, accept: ValidationAcceptor): void {
  checkQuotes(file, accept);
  checkImports(file, documents, accept);
}

function checkQuotes(file: File, accept: ValidationAcceptor): void {
  if (file.$cstNode === undefined) return;
  for (const { tokenType, text, range } of CstUtils.flattenCst(file.$cstNode)) {
    if (tokenType.name !== 'STRING' || isClosed(text)) continue;
    accept('error', 'Unterminated string: add the closing quote on this line.', {
      node: file,
      range,
      code: 'unclosed-quote',
    });
  }
}

function checkImports(file: File, documents: LangiumDocuments, accept: ValidationAcceptor): void {
  const document = file.$document;
  if (document === undefined) return;
  for (const { node, uri } of importsOf(document)) {
    if (node.path === undefined || (uri !== undefined && documents.hasDocument(uri))) continue;
    const message =
      uri === undefined
        ? 'Invalid path: it contains a character that is not allowed in file names. Correct the path.'
        : `File not found: ${UriUtils.basename(uri)}. Correct the path: it is relative to the folder of this file and ends in \`.netarch\`.`;
    accept('error', message, { node, property: 'path', code: 'import-not-found' });
  }
}
