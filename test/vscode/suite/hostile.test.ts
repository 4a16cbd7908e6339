// Files of strangers: whatever a folder contains, the language server goes on, as the same process.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { diagnosticsWhen, openFile, placeOf, workspaceFolder } from './documents.ts';

/** Node has no function that makes a pipe. */
const MKFIFO = 'mkfifo';

const VPC = 'vpc v 10.0.0.0/16 { subnet s 10.0.1.0/24 }\n';
const RING = 40;

/** What the imports name. None of these can be read, and some would stop a server that tries. */
const IMPORTED = ['fifo', 'device', 'folder', 'huge', 'loop', 'missing', 'n'.repeat(5000), 'a\0b', 'a%00b', '\ud800'];

describe('files that are not trusted', () => {
  const folder = (): string => join(workspaceFolder().fsPath, 'hostile');
  const write = (name: string, text: string): string => {
    const path = join(folder(), name);
    writeFileSync(path, text);
    return path;
  };

  before(() => {
    mkdirSync(join(folder(), 'folder.netarch'), { recursive: true });
    execFileSync(MKFIFO, [join(folder(), 'fifo.netarch')]);
    symlinkSync('/dev/zero', join(folder(), 'device.netarch'));
    symlinkSync('loop.netarch', join(folder(), 'loop.netarch'));
    truncateSync(write('huge.netarch', ''), 3 * 1024 ** 3);
  });
  after(() => rmSync(folder(), { recursive: true, force: true }));

  it('leave the language server its work', async () => {
    const server = await serverProcess();
    for (const [index, name] of IMPORTED.entries()) {
      const path = write(`i${index}.netarch`, VPC);
      const document = await vscode.workspace.openTextDocument(path);
      // A file has no lone surrogate, but a document may.
      await insert(document, `import "./${name}.netarch"\n`);
      await diagnosticsWhen(document.uri, (found) => found.some(({ code }) => code === 'import-not-found'));
    }
    for (let index = 0; index < RING; index += 1)
      write(`r${index}.netarch`, `import "./r${(index + 1) % RING}.netarch"\nhost h${index} 192.0.2.${index + 1}\n`);
    await vscode.workspace.openTextDocument(join(folder(), 'r0.netarch'));
    for (const scheme of ['git', 'http', 'vscode-vfs', 'untitled'])
      await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path: '/hostile.netarch' })).then(undefined, () => {});
    const deleted = await vscode.workspace.openTextDocument(
      write('deleted.netarch', `\ufeff/** ![](https://example.com/a.png) */\n${VPC}`),
    );
    rmSync(deleted.uri.fsPath);
    assert.doesNotMatch(await hover(deleted, 'v 10'), /!\[/);
    assert.match(await hover(await openFile('shop.netarch'), 'worker-1:45678'), /delivered/);
    assert.equal(await serverProcess(), server);
  });
});

async function insert(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

async function hover(document: vscode.TextDocument, word: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    placeOf(document, word),
  );
  return hovers
    .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
    .join('\n');
}

/** The id of the process of the language server. */
async function serverProcess(): Promise<unknown> {
  const extension = vscode.extensions.getExtension<{ readonly client: Promise<object> }>('netarch.netarch');
  assert.ok(extension, 'the extension is there');
  const client = await (await extension.activate()).client;
  const server: unknown = Reflect.get(client, '_serverProcess');
  assert.ok(typeof server === 'object' && server !== null);
  return Reflect.get(server, 'pid');
}
