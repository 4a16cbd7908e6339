// Language features, called through the commands of VS Code.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsWhen, openFile, placeOf } from './documents.ts';

describe('a .netarch file', () => {
  it('has the language netarch', async () => {
    const document = await openFile('shop.netarch');
    assert.equal(document.languageId, 'netarch');
  });

  it('starts the extension and its server', async () => {
    const extension = vscode.extensions.getExtension<{ readonly client: Promise<unknown> }>('netarch.netarch');
    assert.ok(extension, 'the extension is there');
    const { client } = await extension.activate();
    await client;
  });

  it('shows its errors', async () => {
    const document = await openFile('broken.netarch');
    const diagnostics = await diagnosticsWhen(document.uri, (found) => found.length >= 2);
    const codes = diagnostics.map(({ code, range }) => `${code} ${document.getText(range)}`);
    assert.ok(codes.includes('subnet-outside-vpc 10.1.0.0/24'), codes.join('\n'));
    assert.ok(
      diagnostics.some(({ range }) => document.getText(range) === 'nowhere'),
      codes.join('\n'),
    );
  });

  it('clears errors when they are fixed, and reports no others', async () => {
    const document = await openFile('shop.netarch');
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(document.lineAt(document.lineCount - 1).range.end, 'vpc ]]]'));
    await diagnosticsWhen(document.uri, (found) => found.some(isError));
    await vscode.commands.executeCommand('undo');
    await diagnosticsWhen(document.uri, (found) => !found.some(isError));
  });
});

describe('in a .netarch file', () => {
  it('a hover on a flow shows the path of its packet', async () => {
    const document = await openFile('shop.netarch');
    const hovers = await at<vscode.Hover[]>('vscode.executeHoverProvider', document, placeOf(document, 'worker-1:45678'));
    const text = hovers
      .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
      .join('\n');
    for (const word of ['nat-a', '52.85.123.45', '45678', 'delivered']) {
      assert.ok(text.includes(word), `${word} is not in the hover:\n${text}`);
    }
  });

  it('a name is completed from the existing ones', async () => {
    const document = await openFile('shop.netarch');
    const position = placeOf(document, '-> nat-a').translate(0, 3);
    const { items } = await at<vscode.CompletionList>('vscode.executeCompletionItemProvider', document, position);
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('nat-a') && labels.includes('main'), labels.join(', '));
  });

  it('a reference goes to its definition, also in another file', async () => {
    const document = await openFile('importing.netarch');
    const found = await at<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document,
      placeOf(document, 'registry'),
    );
    const targets = found.map((one) => ('targetUri' in one ? one.targetUri : one.uri).path.split('/').at(-1));
    assert.deepEqual(targets, ['shared.netarch']);
  });

  it('all references to a name are found', async () => {
    const document = await openFile('shop.netarch');
    const references = await at<vscode.Location[]>('vscode.executeReferenceProvider', document, placeOf(document, 'nat-a'));
    const lines = references.map(({ range }) => document.lineAt(range.start).text.trim());
    assert.deepEqual(lines.sort(), ['nat nat-a { elastic-ip 203.0.113.10 }', 'route 0.0.0.0/0 -> nat-a']);
  });

  it('a rename changes every reference, in every file', async () => {
    const document = await openFile('importing.netarch');
    const edit = await at<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document,
      placeOf(document, 'registry'),
      'images',
    );
    const files = edit.entries().map(([uri, edits]) => `${uri.path.split('/').at(-1)} ${edits.length}`);
    assert.deepEqual(files.sort(), ['importing.netarch 1', 'shared.netarch 1']);
  });

  it('the outline nests as the network does', async () => {
    const document = await openFile('shop.netarch');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const vpc = symbols.find(({ name }) => name.includes('production'));
    const subnet = vpc?.children.find(({ name }) => name.includes('public-a'));
    assert.ok(subnet?.children.some(({ name }) => name.includes('nat-a')));
  });

  it('blocks are foldable', async () => {
    const document = await openFile('shop.netarch');
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    assert.ok(ranges.some(({ start }) => start === placeOf(document, 'vpc production').line));
  });

  it('text is formatted', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'netarch',
      content: 'vpc v 10.0.0.0/16 {\nigw   main\n}\n',
    });
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      options,
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), 'vpc v 10.0.0.0/16 {\n  igw main\n}\n');
  });

  it('names have semantic tokens', async () => {
    const document = await openFile('shop.netarch');
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    assert.ok(tokens.data.length > 0);
  });
});

function at<T>(
  command: string,
  document: vscode.TextDocument,
  position: vscode.Position,
  ...more: readonly unknown[]
): Thenable<T> {
  return vscode.commands.executeCommand<T>(command, document.uri, position, ...more);
}

function isError({ severity }: vscode.Diagnostic): boolean {
  return severity === vscode.DiagnosticSeverity.Error;
}
