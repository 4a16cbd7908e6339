// The command line as a whole: commands, help, version, and the bundled program in its own process.
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { writeAssets } from '#scripts/assets.ts';
import { programs } from '#scripts/bundles.ts';
import { root } from '#scripts/root.ts';
import { diagramRequest } from '#server/protocol.ts';
import { netarch } from '#test/support/command-line.ts';
import { pixelsOf } from '#test/support/png.ts';

/** The folder of the bundle. */
let folder = '';

describe('netarch', () => {
  it('prints its help', async () => {
    for (const words of [['--help'], ['help'], ['check', '--help'], ['-h']]) {
      const { code, out, err } = await netarch(words);
      assert.deepEqual([code, err], [0, ''], words.join(' '));
      for (const verb of ['check', 'trace', 'reach', 'diff', 'render', 'embed', 'format', 'lsp'])
        assert.match(out, new RegExp(`netarch ${verb} `));
    }
  });

  it('prints its help on stderr if the command is missing or unknown', async () => {
    for (const words of [[], ['fetch'], ['--verbose']]) {
      const { code, out, err } = await netarch(words);
      assert.deepEqual([code, out], [2, ''], words.join(' '));
      assert.match(err, /^netarch: .*\n\nnetarch: describes cloud networks as text/);
    }
  });

  it('prints its version', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.deepEqual(await netarch(['--version']), { code: 0, out: `${version}\n`, err: '' });
  });

  it('runs the language server over stdio only', async () => {
    for (const words of [['lsp'], ['lsp', '--port', '1'], ['lsp', '--stdio', 'x']]) {
      const { code, out } = await netarch(words);
      assert.deepEqual([code, out], [2, ''], words.join(' '));
    }
  });
});

describe('netarch, as built', () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'netarch-'));
    await Promise.all([writeAssets(folder), ...programs({ folder, readable: false }).map((bundle) => build(bundle))]);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('sets the exit code, and separates results from messages', async () => {
    const fine = await run(['check', 'examples/production.netarch', '--format', 'json']);
    assert.equal(fine.code, 0);
    assert.deepEqual(JSON.parse(fine.out).files, ['examples/production.netarch']);
    const dropped = await run(['trace', 'examples/image-pull.netarch', '--from', 'internet', '--to', 'nat-a']);
    assert.equal(dropped.code, 1);
    assert.ok(!dropped.out.includes('\u001b['));
    const drawn = await run(['render', 'examples/production.netarch']);
    assert.deepEqual([drawn.code, drawn.err], [0, '']);
    assert.match(drawn.out, /^<svg .*<\/svg>\s*$/s);
    assert.deepEqual(await run(['render', 'examples/production.netarch']), drawn, 'the same with kept code');
    const image = join(folder, 'drawn.png');
    assert.deepEqual(await run(['render', 'examples/production.netarch', '-o', image]), { code: 0, out: '', err: '' });
    assert.ok(pixelsOf(await readFile(image)).width > 1000, 'the renderer beside the bundle was not found');
    const wrong = await run(['render', 'none.netarch']);
    assert.deepEqual([wrong.code, wrong.out], [2, '']);
    assert.match(wrong.err, /^netarch: none\.netarch cannot be read/);
  });

  it('starts a language server, which draws in its thread and ends on request', async () => {
    const child = start(['lsp', '--stdio']);
    const closed = once(child, 'close');
    const client = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    client.listen();
    const { capabilities } = await client.sendRequest<{ readonly capabilities: object }>('initialize', {
      capabilities: {},
      processId: null,
      rootUri: null,
    });
    assert.ok('hoverProvider' in capabilities);
    const textDocument = { uri: 'untitled:one', languageId: 'netarch', version: 1, text: 'vpc v 10.0.0.0/16' };
    const opened = new Promise((resolve) => client.onNotification('textDocument/publishDiagnostics', resolve));
    await client.sendNotification('initialized', {});
    await client.sendNotification('textDocument/didOpen', { textDocument });
    await opened;
    const params = { uri: textDocument.uri, theme: 'light', format: 'svg' } as const;
    assert.match((await client.sendRequest(diagramRequest, params))?.text ?? '', /data-id="v"/);
    const image = await client.sendRequest(diagramRequest, { ...params, format: 'png' });
    assert.ok(pixelsOf(Buffer.from(image?.text ?? '', image?.encoding)).width > 100);
    await client.sendRequest('shutdown');
    await client.sendNotification('exit');
    const [code] = await closed;
    assert.equal(code, 0);
  });
});

function start(words: readonly string[]): ChildProcessWithoutNullStreams {
  const env = { ...process.env, XDG_CACHE_HOME: folder, LOCALAPPDATA: folder, HOME: folder };
  return spawn(process.execPath, [join(folder, 'cli.cjs'), ...words], { cwd: root, env });
}

async function run(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const child = start(words);
  const [out, err] = [text(child.stdout), text(child.stderr)];
  const [code] = await once(child, 'close');
  return { code, out: await out, err: await err };
}
