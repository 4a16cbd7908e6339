// The language server as it is built, as a process, spoken to in bytes: what is no message, what comes too early and what comes too late.
import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { build } from 'esbuild';
import { programs } from '#scripts/bundles.ts';
import { Frames } from '#server/connection/frames.ts';

/** The folder of the bundles. */
let folder = '';

/** The clients of the current test. */
let clients: readonly RawClient[] = [];

interface Answer {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A client that sends whatever it likes. */
class RawClient {
  readonly #server: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers: Answer[] = [];
  readonly #exited: Promise<readonly unknown[]>;
  #look = (): void => {};

  constructor() {
    const env = { ...process.env, XDG_CACHE_HOME: folder, LOCALAPPDATA: folder, HOME: folder };
    this.#server = spawn(process.execPath, [join(folder, 'server.cjs'), '--stdio'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#exited = once(this.#server, 'close');
    clients = [...clients, this];
    // What is written after the end of the server fails.
    this.#server.stdin.on('error', () => {});
    const frames = new Frames();
    this.#server.stdout.on('data', (chunk: Buffer) => {
      for (const frame of frames.add(chunk)) {
        const message: unknown = frame.ok ? JSON.parse(frame.text) : undefined;
        assert.ok(typeof message === 'object' && message !== null);
        if (!('method' in message)) this.#answers.push(message);
      }
      this.#look();
    });
  }

  readonly bytes = (text: string): void => {
    this.#server.stdin.write(text);
  };

  readonly text = (content: string): void => this.bytes(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);

  readonly send = (method: string, params?: unknown, id?: number): void =>
    this.text(JSON.stringify({ jsonrpc: '2.0', method, params, id }));

  /** Sends a request, and waits for its answer. */
  readonly ask = (id: number, method: string, params?: unknown): Promise<Answer> => {
    this.send(method, params, id);
    return new Promise((resolve) => {
      this.#look = () => {
        const answer = this.#answers.find((one) => one.id === id);
        if (answer) resolve(answer);
      };
      this.#look();
    });
  };

  readonly initialize = async (): Promise<void> => {
    await this.ask(1, 'initialize', { processId: null, rootUri: null, capabilities: {}, workspaceFolders: null });
    this.send('initialized', {});
  };

  /** The exit code, and the codes of the errors without a request. */
  readonly exit = async (): Promise<readonly unknown[]> => {
    const [code] = await this.#exited;
    return [code, ...this.#answers.flatMap(({ id, error }) => (id === null ? (error?.code ?? 'none') : []))];
  };

  readonly close = (): void => {
    this.#server.stdin.end();
  };
}

const URI = 'file:///nowhere/a.netarch';
const HOVER = { textDocument: { uri: URI }, position: { line: 0, character: 4 } };
const OPEN = { textDocument: { uri: URI, languageId: 'netarch', version: 1, text: 'vpc v 10.0.0.0/16\n' } };

describe('the language server as a process', () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'netarch-'));
    await Promise.all(programs({ folder, readable: false }).map((bundle) => build(bundle)));
  });
  after(() => rm(folder, { recursive: true, force: true }));
  afterEach(() => {
    for (const client of clients) client.close();
    clients = [];
  });

  it('refuses what comes before initialize and after shutdown', async () => {
    const { ask, send, initialize, exit } = new RawClient();
    assert.equal((await ask(2, 'textDocument/hover', HOVER)).error?.code, -32002);
    assert.equal((await ask(3, 'shutdown')).error?.code, -32002);
    send('textDocument/didOpen', OPEN);
    await initialize();
    assert.equal((await ask(4, 'initialize', {})).error?.code, -32600);
    // It was opened too early.
    assert.ok((await ask(5, 'textDocument/hover', HOVER)).error);
    send('textDocument/didOpen', OPEN);
    assert.ok((await ask(6, 'textDocument/hover', HOVER)).result);
    assert.equal((await ask(7, 'textDocument/nonsense', HOVER)).error?.code, -32601);
    assert.deepEqual(await ask(8, 'shutdown'), { jsonrpc: '2.0', id: 8, result: null });
    assert.equal((await ask(9, 'textDocument/hover', HOVER)).error?.code, -32600);
    assert.equal((await ask(10, 'netarch/claims', { uri: URI })).error?.code, -32600);
    send('exit');
    assert.deepEqual(await exit(), [0]);
  });

  it('answers after messages that are none, and after parameters of other types', async () => {
    const { ask, send, text, initialize, exit } = new RawClient();
    await initialize();
    send('textDocument/didOpen', OPEN);
    for (const content of ['{nonsense', '', '\0', '[]', '5', '{}', '"a"', 'null']) text(content);
    for (const params of [null, [], 5, {}, { uri: {} }, { textDocument: { uri: 5 }, contentChanges: 7, changes: [{}] }])
      for (const method of [
        'textDocument/didOpen',
        'textDocument/didChange',
        'textDocument/didClose',
        'initialized',
        '$/cancelRequest',
      ])
        send(method, params);
    assert.equal((await ask(2, 'textDocument/hover', { ...HOVER, position: 'a' })).error?.code, -32602);
    assert.equal((await ask(3, 'netarch/diagram', {})).error?.code, -32602);
    const hover = await ask(4, 'textDocument/hover', HOVER);
    assert.ok(hover.result, JSON.stringify(hover));
    await ask(5, 'shutdown');
    send('exit');
    const [code, ...errors] = await exit();
    assert.equal(code, 0);
    assert.deepEqual(errors, [-32700, -32700, -32700, -32600, -32600, -32600, -32600, -32600]);
  });

  it('ends with 1 where it cannot find the next message, and says why', async () => {
    for (const bytes of [
      'nonsense\r\n\r\n',
      'Content-Length: -5\r\n\r\n',
      'Content-Length: 999999999999999\r\n\r\n{}',
      'x'.repeat(20_000),
    ]) {
      const { bytes: send, initialize, exit } = new RawClient();
      await initialize();
      send(bytes);
      assert.deepEqual(await exit(), [1, -32700], bytes.slice(0, 40));
    }
  });

  it('ends with 1 if the client goes without shutdown', async () => {
    const gone = new RawClient();
    await gone.initialize();
    gone.close();
    assert.deepEqual(await gone.exit(), [1]);
    const exiting = new RawClient();
    exiting.send('exit');
    assert.deepEqual(await exiting.exit(), [1]);
  });
});
