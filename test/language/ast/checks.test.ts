// What the parser forgives is reported all the same.
import assert from 'node:assert/strict';
import { checkDiagnostics } from '#test/support/check-diagnostics.ts';
import { open } from '#test/support/open-text.ts';

describe('checks of the text', () => {
  it('asks for the closing quote, and reads on behind the line', async () => {
    const seen = await checkDiagnostics(`
  host h 192.0.2.1 "Somewhere
//                 ^^^^^^^^^^ error unclosed-quote: The text in quotes does not end on this line: add the closing quote.
  host k 192.0.2.2 "Elsewhere"
`);
    assert.equal(seen.length, 1);
  });

  it('asks for the file of an import', async () => {
    await checkDiagnostics(`
import "./missing.netarch"
//     ^^^^^^^^^^^^^^^^^^^ error import-not-found: There is no file missing.netarch at this place
`);
  });

  it('finds a file that is there', async () => {
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
