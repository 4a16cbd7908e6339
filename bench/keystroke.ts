// Measures the time from a keystroke to the diagnostics of the language server, in milliseconds.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { root } from '#scripts/root.ts';

const uri = 'file:///bench/repeated.netarch';

/** Types and deletes one character, `times` times, in the built server over stdio. Leaves out the first, which warms the server up. */
export async function keystrokeTimes(text: string, times: number): Promise<readonly number[]> {
  const server = spawn(process.execPath, [join(root, 'dist', 'cli.cjs'), 'lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  try {
    connection.listen();
    await open(connection, text);
    const measured: number[] = [];
    for (let version = 2; measured.length <= times; version += 1) {
      measured.push(await type(connection, version));
    }
    return measured.slice(1);
  } finally {
    connection.dispose();
    await end(server);
  }
}

async function open(connection: ProtocolConnection, text: string): Promise<void> {
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  const answered = diagnostics(connection);
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'netarch', version: 1, text } });
  await answered;
}

// Even versions insert a letter before the first name, odd ones delete it, so that each changes the meaning of the text.
async function type(connection: ProtocolConnection, version: number): Promise<number> {
  const column = 'vpc '.length;
  const isTyped = version % 2 === 0;
  const range = { start: { line: 0, character: column }, end: { line: 0, character: isTyped ? column : column + 1 } };
  const answered = diagnostics(connection);
  const start = performance.now();
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ range, text: isTyped ? 'x' : '' }],
  });
  await answered;
  return performance.now() - start;
}

function diagnostics(connection: ProtocolConnection): Promise<void> {
  return new Promise((resolve) => {
    const listening = connection.onNotification('textDocument/publishDiagnostics', () => {
      listening.dispose();
      resolve();
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => server.once('close', resolve));
  server.kill();
  await closed;
}
