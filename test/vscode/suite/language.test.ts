// The extension as VS Code knows it: language, activation.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openFile } from './documents.ts';

describe('a .netarch file', () => {
  it('is of the language netarch', async () => {
    const document = await openFile('shop.netarch');
    assert.equal(document.languageId, 'netarch');
  });

  it('starts the extension', async () => {
    const extension = vscode.extensions.getExtension('netarch.netarch');
    assert.ok(extension, 'the extension is there');
    await extension.activate();
    assert.ok(extension.isActive);
  });
});
