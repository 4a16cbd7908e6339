// Formatting edits: white space only, and only in the requested lines.
import assert from 'node:assert/strict';
import type { Range, TextEdit } from 'vscode-languageserver-types';
import { open } from '#test/support/open-text.ts';

const OPTIONS = { tabSize: 2, insertSpaces: true };

describe('formatting in the editor', () => {
  it('changes white space only', async () => {
    const { document, services, at } = await open('host   a\nvpc v {\n      igw main }');
    const edits = (await services.lsp.Formatter?.formatDocument(document, { ...at, options: OPTIONS })) ?? [];
    assert.deepEqual(brief(edits), ['0:5-0:7 ""', '2:2-2:6 ""', '2:14-2:15 "\\n"', '2:16-2:16 "\\n"']);
  });

  it('keeps a byte order mark', async () => {
    const { document, services, at } = await open('\ufeff  vpc v { igw main }\n');
    const edits = (await services.lsp.Formatter?.formatDocument(document, { ...at, options: OPTIONS })) ?? [];
    assert.deepEqual(brief(edits), ['0:1-0:3 ""']);
  });

  it('returns no edits for formatted text', async () => {
    const { document, services, at } = await open('vpc v { igw main }\n');
    assert.deepEqual(await services.lsp.Formatter?.formatDocument(document, { ...at, options: OPTIONS }), []);
  });

  it('stays within the selected lines', async () => {
    const { document, services, at } = await open('host   a\nhost   b\nhost   c\n');
    const range: Range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    const edits = await services.lsp.Formatter?.formatDocumentRange(document, { ...at, range, options: OPTIONS });
    assert.deepEqual(brief(edits ?? []), ['1:5-1:7 ""']);
  });
});

function brief(edits: readonly TextEdit[]): readonly string[] {
  return edits.map(
    ({ range: { start, end }, newText }) =>
      `${start.line}:${start.character}-${end.line}:${end.character} ${JSON.stringify(newText)}`,
  );
}
