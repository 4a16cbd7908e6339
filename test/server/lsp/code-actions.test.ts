// Quick fixes: what an editor offers for a mistake, and what the text is afterwards.
import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { open } from '#test/support/open-text.ts';

describe('quick fixes', () => {
  it('an unknown name that is like a known one', () =>
    checkFixes('vpc v { subnet a { node w { security-groups webb } }  security-group web }', 'unknown-name', {
      'Change to web': 'vpc v { subnet a { node w { security-groups web } }  security-group web }',
    }));

  it('an unknown name that is like several', () =>
    checkFixes('host one 192.0.2.1\nhost ona 192.0.2.2\nexpect onn reaches one', 'unknown-name', {
      'Change to ona': 'host one 192.0.2.1\nhost ona 192.0.2.2\nexpect ona reaches one',
      'Change to one': 'host one 192.0.2.1\nhost ona 192.0.2.2\nexpect one reaches one',
    }));

  it('nothing for a name that is like none', () => checkFixes('expect elsewhere reaches internet', 'unknown-name', {}));

  it('a block with host bits', () =>
    checkFixes('vpc v 10.0.0.1/16', 'cidr-host-bits', { 'Change to 10.0.0.0/16': 'vpc v 10.0.0.0/16' }));

  it('a subnet that is not what it is called', () =>
    checkFixes('vpc v 10.0.0.0/16 { public subnet a 10.0.0.0/24 }', 'subnet-intent-mismatch', {
      'Change to private': 'vpc v 10.0.0.0/16 { private subnet a 10.0.0.0/24 }',
    }));

  it('a quote that is not closed', () =>
    checkFixes('host h 192.0.2.1 "label', 'unclosed-quote', { 'Close the quote': 'host h 192.0.2.1 "label"' }));
});

describe('the message about an unknown name', () => {
  it('asks whether a known one was meant', async () => {
    const { document } = await open('host dockerhub 192.0.2.1\nexpect dokerhub reaches internet');
    assert.match(String(document.diagnostics?.[0]?.message), /Did you mean `dockerhub`\?$/);
  });
});

/** `expected`: the text after each fix, by its title. */
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
