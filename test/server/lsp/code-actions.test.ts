// Quick fixes: their titles, and the text after each fix.
import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { open } from '#test/support/open-text.ts';

describe('quick fixes', () => {
  it('change an unknown name to the similar one', () =>
    checkFixes('vpc v { subnet a { node w { security-groups webb } }  security-group web }', 'unknown-name', {
      'Change to web': 'vpc v { subnet a { node w { security-groups web } }  security-group web }',
    }));

  it('offer every similar name', () =>
    checkFixes('host one 192.0.2.1\nhost ona 192.0.2.2\nexpect onn reaches one', 'unknown-name', {
      'Change to ona': 'host one 192.0.2.1\nhost ona 192.0.2.2\nexpect ona reaches one',
      'Change to one': 'host one 192.0.2.1\nhost ona 192.0.2.2\nexpect one reaches one',
    }));

  it('offer nothing without a similar name', () => checkFixes('expect elsewhere reaches internet', 'unknown-name', {}));

  it('clear the host bits of a CIDR block', () =>
    checkFixes('vpc v 10.0.0.1/16', 'cidr-host-bits', { 'Change to 10.0.0.0/16': 'vpc v 10.0.0.0/16' }));

  it('correct `public` or `private` of a subnet', () =>
    checkFixes('vpc v 10.0.0.0/16 { public subnet a 10.0.0.0/24 }', 'subnet-intent-mismatch', {
      'Change to private': 'vpc v 10.0.0.0/16 { private subnet a 10.0.0.0/24 }',
    }));

  it('close a quote', () =>
    checkFixes('host h 192.0.2.1 "label', 'unclosed-quote', { 'Close the quote': 'host h 192.0.2.1 "label"' }));
});

describe('the message for an unknown name', () => {
  it('suggests a similar name', async () => {
    const { document } = await open('host dockerhub 192.0.2.1\nexpect dokerhub reaches internet');
    assert.match(String(document.diagnostics?.[0]?.message), /Did you mean `dockerhub`\?$/);
  });
});

/** `expected` is the text after each fix, by its title. */
async function checkFixes(text: string, code: string, expected: Readonly<Record<string, string>>): Promise<void> {
  const { services, document, at } = await open(text);
  const diagnostics = (document.diagnostics ?? []).filter((one) => one.code === code);
  assert.ok(diagnostics.length > 0, `no ${code}: ${document.diagnostics?.map((one) => one.code).join(', ')}`);
  const range = { start: at.position, end: at.position };
  const actions = await services.lsp.CodeActionProvider?.getCodeActions(document, { ...at, range, context: { diagnostics } });
  const after = (actions ?? []).flatMap((action) => {
    const edits = 'edit' in action ? action.edit?.changes?.[at.textDocument.uri] : undefined;
    return edits === undefined ? [] : [[action.title, TextDocument.applyEdits(document.textDocument, edits)]];
  });
  assert.deepEqual(Object.fromEntries(after), expected);
}
