// Measures the time from a keystroke to the new picture: the language server until it answers, and the page until it has painted.
// `npm run bench:picture` prints a table in Markdown.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { repeatedVpc } from '#bench/repeated-vpc.ts';
import { median, milliseconds, table } from '#bench/tables.ts';
import { root } from '#scripts/root.ts';
import { diagramRequest, networkChanged } from '#server/protocol.ts';
import { type HostedPage, openDiagram, webviewScript } from '#test/support/hosted-page.ts';
import { launchBrowser } from '#test/vscode/harness/browser.ts';

const URI = 'file:///bench/bench.netarch';

/** Keystrokes, and those of them that only warm up. */
const [TIMES, WARM_UP] = [15, 5];

const TEXTS = [
  ['examples/production.netarch', readFileSync(join(root, 'examples/production.netarch'), 'utf8')],
  ['50 VPCs, collapsed', repeatedVpc(50)],
  ['200 VPCs, collapsed', repeatedVpc(200)],
] as const;

/** What a keystroke costs, in milliseconds. */
interface Cost {
  /** Until the server has checked the text and says that the network changed. */
  readonly checked: number;
  /** From then until it answers with the picture. */
  readonly drawn: number;
  readonly svg: string;
}

const script = await webviewScript();
const browser = await launchBrowser();
const rows: (readonly string[])[] = [];
for (const [name, text] of TEXTS) {
  const costs = await serverCosts(text);
  const pages = await pageTimes(costs.map(({ svg }) => svg));
  const [checked, drawn] = [median(costs.map((cost) => cost.checked)), median(costs.map((cost) => cost.drawn))];
  const painted = median(pages);
  rows.push([name, ...[checked, drawn, painted, checked + drawn + painted].map(milliseconds)]);
}
await browser.close();
process.stdout.write(`${table(['', 'text checked', 'picture drawn', 'page painted', 'sum'], rows)}\n`);

async function serverCosts(text: string): Promise<readonly Cost[]> {
  const server = spawn(process.execPath, [join(root, 'dist', 'cli.cjs'), 'lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.listen();
  try {
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
    await connection.sendNotification('initialized', {});
    const opened = changed(connection);
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: URI, languageId: 'netarch', version: 1, text: `${text}\n${lastLine(1)}` },
    });
    await opened;
    await picture(connection);
    const costs: Cost[] = [];
    for (let version = 2; costs.length < TIMES; version += 1) {
      const start = performance.now();
      await type(connection, text, version);
      const checked = performance.now();
      const svg = await picture(connection);
      costs.push({ checked: checked - start, drawn: performance.now() - checked, svg });
    }
    return costs.slice(WARM_UP);
  } finally {
    connection.dispose();
    await end(server);
  }
}

/** The last line in a version of the text: a name of which one character was typed. */
function lastLine(version: number): string {
  return `host typed-${version} 192.0.2.1`;
}

/** Changes the last line, so that each picture is new. Resolves when the server says that the network changed. */
async function type(connection: ProtocolConnection, text: string, version: number): Promise<void> {
  const line = text.split('\n').length;
  const range = { start: { line, character: 0 }, end: { line, character: lastLine(version - 1).length } };
  const heard = changed(connection);
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: URI, version },
    contentChanges: [{ range, text: lastLine(version) }],
  });
  await heard;
}

async function picture(connection: ProtocolConnection): Promise<string> {
  const folding = { start: 'readable', collapsed: [], expanded: [] } as const;
  const answer = await connection.sendRequest(diagramRequest, { uri: URI, folding, theme: 'light', format: 'svg' });
  return answer?.text ?? '';
}

function changed(connection: ProtocolConnection): Promise<void> {
  return new Promise((resolve) => {
    const listening = connection.onNotification(networkChanged, () => {
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

/** From the arrival of each picture until the frame after it. */
async function pageTimes(pictures: readonly string[]): Promise<readonly number[]> {
  const hosted = await openDiagram(browser, script, 'host h 192.0.2.1');
  const times: number[] = [];
  for (const svg of pictures) times.push(await paint(hosted, svg));
  await hosted.page.context().close();
  return times;
}

/** Shows another picture. Resolves with the milliseconds until it was painted. */
function paint({ page, pictureWith }: HostedPage, svg: string): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const start = performance.now();
    postMessage(${JSON.stringify(pictureWith(svg))}, '*');
    addEventListener('message', () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start))), { once: true });
  })`);
}
