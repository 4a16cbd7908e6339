// A language server that ends again and again: the file with which it ends is left out, and no other.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { createCrashes, leftOutText } from '#client/crashes.ts';
import { root } from '#scripts/root.ts';
import { workingOn } from '#server/protocol.ts';
import { inFolder } from '#test/support/command-line.ts';

describe('the ends of a language server', () => {
  it('leave out a file with which it ended twice', () => {
    const crashes = createCrashes();
    for (const uri of ['a', 'b', 'a']) crashes.workingOn(uri);
    assert.equal(crashes.ended(), undefined);
    assert.deepEqual(crashes.leftOut(), []);
    crashes.workingOn('b');
    assert.equal(crashes.ended(), undefined);
    crashes.workingOn('a');
    assert.equal(crashes.ended(), 'a');
    assert.deepEqual(crashes.leftOut(), ['a']);
    crashes.workingOn('b');
    assert.equal(crashes.ended(), 'b');
    assert.deepEqual(crashes.leftOut(), ['a', 'b']);
  });

  it('leave out nothing while it worked on nothing', () => {
    const crashes = createCrashes();
    crashes.workingOn('a');
    crashes.workingOn(null);
    for (let count = 0; count < 5; count += 1) assert.equal(crashes.ended(), undefined);
    assert.deepEqual(crashes.leftOut(), []);
  });

  it('name the file', () => {
    assert.match(
      leftOutText('/net/a b.netarch'),
      /ended 2 times while it worked on a b\.netarch\. It runs again without this file/,
    );
  });

  it('leave the other files their support', () =>
    inFolder({ 'bad.netarch': 'host x 192.0.2.1\n', 'good.netarch': 'vpc v 10.0.0.0/16\n' }, async (folder) => {
      const crashes = createCrashes();
      const bad = pathToFileURL(join(folder, 'bad.netarch')).href;
      const good = pathToFileURL(join(folder, 'good.netarch')).href;
      const left: unknown[] = [];
      for (let servers = 0; servers < 2; servers += 1) {
        const { ended } = await start(folder, crashes, bad);
        await ended;
        left.push(crashes.ended());
      }
      assert.deepEqual(left, [undefined, bad]);
      const { client, said, ended } = await start(folder, crashes, bad);
      const textDocument = { uri: good, languageId: 'netarch', version: 1, text: 'vpc v 10.0.0.0/16\n' };
      await client.sendNotification('textDocument/didOpen', { textDocument: { ...textDocument, uri: bad } });
      await client.sendNotification('textDocument/didOpen', { textDocument });
      const position = { line: 0, character: 4 };
      assert.ok(await client.sendRequest('textDocument/hover', { textDocument: { uri: good }, position }));
      await client.sendRequest('shutdown');
      await client.sendNotification('exit');
      await ended;
      assert.match(said.join('\n'), /bad\.netarch: This file is left out: the language server ended while it worked on it/);
    }));
});

/** Starts a server that is killed as soon as it works on the file `bad`. */
async function start(folder: string, crashes: ReturnType<typeof createCrashes>, bad: string) {
  const server = spawn(process.execPath, [join(root, 'server/cli/main.ts'), 'lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(server, 'close');
  server.stdin.on('error', () => {});
  const client = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const said: string[] = [];
  client.onNotification(workingOn, ({ uri }) => {
    crashes.workingOn(uri);
    if (uri === bad) server.kill('SIGKILL');
  });
  client.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: Published) => {
    said.push(...diagnostics.map(({ message }) => `${uri}: ${message}`));
  });
  client.listen();
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
    initializationOptions: { leftOut: crashes.leftOut() },
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'folder' }],
  });
  await client.sendNotification('initialized', {});
  return { client, said, ended };
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly message: string }[];
}
