// The commands of the diagram, called as another extension could.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openFile, tabsWhen, workspaceFolder } from './documents.ts';

describe('the diagram', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens in a tab next to the text', async () => {
    await openFile('shop.netarch');
    await vscode.commands.executeCommand('netarch.openDiagramToSide');
    const [text] = await tabsWhen(([, diagram]) => diagram?.some((label) => label.includes('shop')) ?? false);
    assert.deepEqual(text, ['shop.netarch']);
  });

  it('is exported as a self-contained SVG file', async () => {
    await openFile('shop.netarch');
    const target = vscode.Uri.joinPath(workspaceFolder(), 'exported.svg');
    await vscode.commands.executeCommand('netarch.exportSvg', target);
    const svg = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
    assert.match(svg, /^(<\?xml[^>]*>\s*)?<svg\b/);
    assert.ok(svg.includes('data-id="production.worker-1"'), 'the worker is in the picture');
    assert.doesNotMatch(svg, /<script|\bon\w+=|(?:href|src)="(?!#)|url\((?!['"]?#)/);
  });

  it('is exported to draw.io', async () => {
    await openFile('shop.netarch');
    const target = vscode.Uri.joinPath(workspaceFolder(), 'exported.drawio');
    await vscode.commands.executeCommand('netarch.exportSvg', target);
    const file = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
    assert.match(file, /^<mxfile /);
    assert.ok(file.includes('id="box production.worker-1"'), 'the worker is in the diagram');
  });

  it('is exported as PNG and as PDF', async () => {
    await openFile('shop.netarch');
    for (const [name, beginning] of [
      ['exported.png', '\x89PNG\r\n'],
      ['exported.pdf', '%PDF-1.7\n'],
    ] as const) {
      const target = vscode.Uri.joinPath(workspaceFolder(), name);
      await vscode.commands.executeCommand('netarch.exportSvg', target);
      const file = Buffer.from(await vscode.workspace.fs.readFile(target));
      assert.equal(file.toString('latin1', 0, beginning.length), beginning);
      assert.ok(file.length > 10_000, name);
    }
  });

  it('is not exported to the path of a folder', async () => {
    await openFile('shop.netarch');
    const folder = vscode.Uri.joinPath(workspaceFolder(), 'folder.svg');
    await vscode.workspace.fs.createDirectory(folder);
    await assert.rejects(async () => vscode.commands.executeCommand('netarch.exportSvg', folder));
    assert.deepEqual(await vscode.workspace.fs.readDirectory(folder), []);
  });
});
