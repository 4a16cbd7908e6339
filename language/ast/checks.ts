// Syntax tree → what the parser forgives and the linker does not see: quotes left open, imports of files that are not there.
import { CstUtils, type LangiumDocuments, UriUtils, type ValidationAcceptor } from 'langium';
import type { File } from './generated/ast.ts';
import { importsOf } from './imports.ts';
import { isClosed } from './values.ts';

/** Codes: `unclosed-quote`, `import-not-found`. */
export function checkText(file: File, documents: LangiumDocuments, accept: ValidationAcceptor): void {
  checkQuotes(file, accept);
  checkImports(file, documents, accept);
}

function checkQuotes(file: File, accept: ValidationAcceptor): void {
  if (file.$cstNode === undefined) return;
  for (const { tokenType, text, range } of CstUtils.flattenCst(file.$cstNode)) {
    if (tokenType.name !== 'STRING' || isClosed(text)) continue;
    accept('error', 'The text in quotes does not end on this line: add the closing quote.', {
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
        ? 'This path contains a character that no file name can contain: correct the path.'
        : `There is no file ${UriUtils.basename(uri)} at this place: correct the path. It is read from the folder of this file and ends in ".netarch".`;
    accept('error', message, { node, property: 'path', code: 'import-not-found' });
  }
}
