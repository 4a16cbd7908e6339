// Syntax tree → errors that parser and linker do not report: missing closing quotes, names that are too long, and imports of missing files.
import { CstUtils, UriUtils, type ValidationAcceptor } from 'langium';
import type { File } from './generated/ast.ts';
import type { MissingImport } from './imports.ts';
import { LONGEST_NAME } from './value-converter.ts';
import { isClosed } from './values.ts';

/**
 * Reports missing closing quotes (code `unclosed-quote`), names that are too long (code `name-too-long`) and the given imports, whose files are
 * missing (code `import-not-found`).
 */
export function checkText(file: File, missing: readonly MissingImport[], accept: ValidationAcceptor): void {
  checkTokens(file, accept);
  checkImports(missing, accept);
}

function checkTokens(file: File, accept: ValidationAcceptor): void {
  if (file.$cstNode === undefined) return;
  for (const { tokenType, text, range } of CstUtils.flattenCst(file.$cstNode)) {
    if (tokenType.name === 'STRING' && !isClosed(text)) {
      accept('error', 'Unterminated string: add the closing quote on this line.', { node: file, range, code: 'unclosed-quote' });
    } else if (tokenType.name === 'ID' && text.length > LONGEST_NAME) {
      const message = `A name has at most ${LONGEST_NAME} characters, and this one has ${text.length}: shorten it.`;
      accept('error', message, { node: file, range, code: 'name-too-long' });
    }
  }
}

function checkImports(missing: readonly MissingImport[], accept: ValidationAcceptor): void {
  for (const { node, uri, reason } of missing)
    accept('error', messageFor(uri, reason), { node, property: 'path', code: 'import-not-found' });
}

function messageFor(uri: MissingImport['uri'], reason: string | undefined): string {
  if (uri === undefined) return 'Invalid path: it contains a character that is not allowed in file names. Correct the path.';
  const name = UriUtils.basename(uri);
  return reason === undefined
    ? `File not found: ${name}. Correct the path: it is relative to the folder of this file and ends in \`.netarch\`.`
    : `${name} cannot be read: ${reason}. Correct the path or the file.`;
}
