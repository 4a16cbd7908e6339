// Files that are not trusted: whatever an import or a folder contains, the command line and the language server answer.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { URI } from 'langium';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { root } from '#scripts/root.ts';
import { disk } from '#server/disk.ts';
import { inFolder, netarch } from '#test/support/command-line.ts';

/** Node has no function that makes a pipe. */
const MKFIFO = 'mkfifo';

/** The number of files that import each other. */
const RING = 40;

const VPC = 'vpc v 10.0.0.0/16 { subnet s 10.0.1.0/24 }\n';

/** What an import can name, and the reason in the finding at it. */
const IMPORTS: ReadonlyMap<string, RegExp> = new Map([
  ['fifo.netarch', /fifo\.netarch cannot be read: it is not a regular file/],
  ['device.netarch', /device\.netarch cannot be read: it is not a regular file/],
  ['folder.netarch', /folder\.netarch cannot be read: it is a folder/],
  ['huge.netarch', /huge\.netarch cannot be read: it is larger than 16 MB/],
  ['loop.netarch', /loop\.netarch cannot be read: its symbolic links form a loop/],
  ['missing.netarch', /File not found: missing\.netarch/],
  [`${'n'.repeat(5000)}.netarch`, /File not found: n+/],
  ['a\0b.netarch', /Invalid path/],
  ['a%00b.netarch', /File not found/],
]);

/** A folder with these files, and one that imports each of them. */
function inHostileFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const importing = [...IMPORTS.keys()].map((path, index) => [`i${index}.netarch`, `import "./${path}"\n${VPC}`]);
  return inFolder({ ...Object.fromEntries(importing), 'good.netarch': VPC }, async (folder) => {
    execFileSync(MKFIFO, [join(folder, 'fifo.netarch')]);
    await symlink('/dev/zero', join(folder, 'device.netarch'));
    await mkdir(join(folder, 'folder.netarch'));
    await symlink('loop.netarch', join(folder, 'loop.netarch'));
    await writeFile(join(folder, 'huge.netarch'), '');
    await truncate(join(folder, 'huge.netarch'), 3 * 1024 ** 3);
    return use(folder);
  });
}

describe('files that are not trusted', () => {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('are findings at their imports', () =>
    inHostileFolder(async (folder) => {
      for (const [index, message] of [...IMPORTS.values()].entries()) {
        const { code, out, err } = await netarch(['check', `i${index}.netarch`], folder);
        assert.deepEqual([code, err], [1, '']);
        assert.match(out, new RegExp(`^i${index}\\.netarch:1:8 error import-not-found\n`));
        assert.match(out, message);
        assert.match(out, /1 file, 1 error, 0 warnings\n$/);
      }
    }));

  it('are refused by commands that need the whole network', () =>
    inFolder(
      { 'a.netarch': 'import "./b.netarch"\n', 'b.netarch': 'import "./c.netarch"\n', 'whole.netarch': VPC },
      async (folder) => {
        const message = 'netarch: a.netarch imports b.netarch, which imports ./c.netarch, which does not exist\n';
        for (const words of [
          ['reach', 'a.netarch'],
          ['reach', 'a.netarch', 'whole.netarch'],
          ['trace', 'a.netarch', '--from', 'v', '--to', 'internet'],
          ['diff', 'a.netarch', 'whole.netarch'],
          ['diff', 'whole.netarch', 'a.netarch'],
          ['render', 'a.netarch'],
        ])
          assert.deepEqual(await netarch(words, folder), { code: 2, out: '', err: message }, words.join(' '));
        const { err } = await netarch(['render', 'b.netarch', '-o', 'out.svg'], folder);
        assert.equal(err, 'netarch: b.netarch imports ./c.netarch, which does not exist\n');
      },
    ));

  it('are refused with a reason if a person names them', () =>
    inHostileFolder(async (folder) => {
      await writeFile(join(folder, 'a.txt'), VPC);
      for (const [name, reason] of [
        ['fifo.netarch', 'it is not a regular file'],
        ['device.netarch', 'it is not a regular file'],
        ['huge.netarch', 'it is larger than 16 MB'],
        ['loop.netarch', 'its symbolic links form a loop'],
        ['a.txt', 'its name does not end in .netarch'],
      ] as const)
        for (const words of [['check'], ['reach'], ['render'], ['format'], ['diff', 'good.netarch']]) {
          const { code, out, err } = await netarch([...words, name], folder);
          assert.deepEqual([code, out, err], [2, '', `netarch: ${name} cannot be read: ${reason}\n`], words.join(' '));
        }
    }));

  it('are messages and exit code 2 where a stream fails', async function () {
    if (process.platform !== 'linux') this.skip();
    const program = join(root, 'server/cli/main.ts');
    const run = async (words: string, folder: string) => {
      const shell = spawn('sh', ['-c', `"$0" "$1" ${words}`, process.execPath, program], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const said = text(shell.stderr);
      const [code] = await once(shell, 'exit');
      return [code, await said];
    };
    await inFolder({ 'good.netarch': VPC }, async (folder) => {
      for (const verb of ['check', 'reach', 'render'])
        assert.deepEqual(await run(`${verb} good.netarch > /dev/full`, folder), [
          2,
          'netarch: stdout cannot be written: no space left on the device\n',
        ]);
      assert.deepEqual(await run('check missing.netarch 2> /dev/full', folder), [2, '']);
    });
  });

  it('are a sentence where a folder may not be listed', function () {
    if (process.getuid?.() === 0) this.skip();
    return inFolder({ 'a.netarch': VPC, 'locked/b.netarch': VPC }, async (folder) => {
      await chmod(join(folder, 'locked'), 0);
      const { code, err } = await netarch(['check', '.'], folder);
      await chmod(join(folder, 'locked'), 0o700);
      assert.deepEqual([code, err], [2, 'netarch: locked cannot be read: permission denied\n']);
    });
  });

  it('do not end the language server', () =>
    inHostileFolder(async (folder) => {
      const server = spawn(process.execPath, [join(root, 'server/cli/main.ts'), 'lsp', '--stdio'], {
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      const client = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
      client.listen();
      const uri = pathToFileURL(folder).href;
      await client.sendRequest('initialize', {
        processId: null,
        rootUri: null,
        capabilities: {},
        workspaceFolders: [{ uri, name: 'hostile' }],
      });
      await client.sendNotification('initialized', {});
      const open = (at: string, content: string): Promise<void> =>
        client.sendNotification('textDocument/didOpen', {
          textDocument: { uri: at, languageId: 'netarch', version: 1, text: content },
        });
      for (const [index, path] of [...IMPORTS.keys()].entries())
        await open(`${uri}/i${index}.netarch`, `import "./${path}"\n${VPC}`);
      for (const at of ['file:///a%00b/c.netarch', 'untitled:x', 'http://host/x.netarch', 'git:/x.netarch?{}'])
        await open(at, `import "./good.netarch"\n${VPC}`);
      const changes = ['fifo', 'device', 'folder', 'huge', 'loop', 'a%00b'].map((name) => ({
        uri: `${uri}/${name}.netarch`,
        type: 2,
      }));
      await client.sendNotification('workspace/didChangeWatchedFiles', { changes });
      for (let index = 0; index < RING; index += 1)
        await open(
          `${uri}/ring${index}.netarch`,
          `import "./ring${(index + 1) % RING}.netarch"\nhost h${index} 192.0.2.${index}\n`,
        );
      const deleted = `${uri}/deleted.netarch`;
      await open(deleted, `\ufeff/** ![](https://example.com/a.png) */\n${VPC}`);
      await client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: deleted, type: 3 }] });
      // This request waits for all changes, as an editor's hover comes after them.
      assert.ok(await client.sendRequest('netarch/claims', { uri: deleted }));
      const comment = { textDocument: { uri: deleted }, position: { line: 1, character: 4 } };
      const described = JSON.stringify(await client.sendRequest('textDocument/hover', comment));
      assert.match(described, /example/);
      assert.doesNotMatch(described, /!\[/);
      await open(`${uri}/good.netarch`, VPC);
      const hover = { textDocument: { uri: `${uri}/good.netarch` }, position: { line: 0, character: 4 } };
      assert.ok(await client.sendRequest('textDocument/hover', hover));
      await client.sendRequest('shutdown');
      await client.sendNotification('exit');
      assert.deepEqual(await once(server, 'exit'), [0, null]);
      client.dispose();
    }));
});

describe('the disk', () => {
  it('has only documents that are on it', () =>
    inFolder({ 'a.netarch': VPC }, async (folder) => {
      const files = disk();
      const { path } = URI.file(join(folder, 'a.netarch'));
      assert.equal(await files.exists(URI.file(path)), true);
      assert.equal(await files.readFile(URI.file(path)), VPC);
      for (const scheme of ['git', 'vscode-vfs', 'http', 'untitled']) {
        const uri = URI.from({ scheme, path });
        assert.equal(await files.exists(uri), false, scheme);
        await assert.rejects(files.readFile(uri), /it is not on this machine/, scheme);
        await assert.rejects(files.stat(uri), /it is not on this machine/, scheme);
        assert.deepEqual(await files.readDirectory(uri), []);
      }
    }));
});
