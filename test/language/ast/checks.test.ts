// Errors that the parser does not report.
import assert from 'node:assert/strict';
import { checkDiagnostics } from '#test/support/check-diagnostics.ts';
import { open } from '#test/support/open-text.ts';

describe('checks of the text', () => {
  it('reports a missing closing quote, and continues on the next line', async () => {
    const seen = await checkDiagnostics(`
  host h 192.0.2.1 "Somewhere
//                 ^^^^^^^^^^ error unclosed-quote: Unterminated string: add the closing quote on this line.
  host k 192.0.2.2 "Elsewhere"
`);
    assert.equal(seen.length, 1);
  });

  it('reports a name that is too long, where it is declared and where it is used', async () => {
    const name = 'n'.repeat(256);
    const marks = '^'.repeat(256);
    await checkDiagnostics(`
  host ${name} 192.0.2.1
//     ${marks} error name-too-long: A name has at most 255 characters, and this one has 256: shorten it.
  host ${name.slice(2)} 192.0.2.2
  view v { show ${name} }
//              ${marks} error name-too-long
`);
  });

  it('reports an import of a missing file', async () => {
    await checkDiagnostics(`
import "./missing.netarch"
//     ^^^^^^^^^^^^^^^^^^^ error import-not-found: File not found: missing.netarch. Correct the path
`);
  });

  // URI.toString() throws for half a surrogate pair, and Node for NUL in a path.
  for (const path of ['\udc00', '\ud83d.netarch', '../\ud800/x.netarch', 'a\0b.netarch']) {
    it(`reports an import with a path that cannot be a file name: ${JSON.stringify(path)}`, async () => {
      const { services, document } = await open(`import "${path}"\nhost a 192.0.2.1`);
      const [found, ...more] = document.diagnostics ?? [];
      assert.equal(found?.code, 'import-not-found');
      assert.equal(found?.message, 'Invalid path: it contains a character that is not allowed in file names. Correct the path.');
      assert.equal(document.textDocument.getText(found?.range), `"${path}"`);
      assert.deepEqual(more, []);
      const textDocument = { uri: document.uri.toString() };
      assert.deepEqual(await services.lsp.DocumentLinkProvider?.getDocumentLinks(document, { textDocument }), []);
    });
  }

  for (const path of ['%', '%zz.netarch', '%00.netarch', '', '.', '/', '//', '//host/x.netarch', 'http:', 'http://h/x.netarch']) {
    it(`reports an import with a path that is not a file: "${path}"`, async () => {
      const { document } = await open(`import "${path}"\nhost a 192.0.2.1`);
      assert.deepEqual(
        document.diagnostics?.map(({ code, range }) => [code, document.textDocument.getText(range)]),
        [['import-not-found', `"${path}"`]],
      );
    });
  }

  it('accepts an import of an existing file', async () => {
    const { document } = await open({
      'main.netarch': 'import "./other.netarch"\nflow f { a -> b tcp 443 }',
      'other.netarch': 'host a 192.0.2.1\nhost b 192.0.2.2',
    });
    assert.deepEqual(
      document.diagnostics?.map(({ message }) => message),
      [],
    );
  });
});
