// The server while a diagram is drawn: it answers other requests, and cancels what is no longer wanted.
import assert from 'node:assert/strict';
import { OperationCancelled } from 'langium';
import { CancellationTokenSource, LSPErrorCodes, type ResponseError } from 'vscode-languageserver-protocol';
import { repeatedVpc } from '#bench/repeated-vpc.ts';
import type { Drawer } from '#server/drawing/drawer.ts';
import { ThreadDrawer } from '#server/drawing/thread-drawer.ts';
import { diagramRequest, locateRequest } from '#server/protocol.ts';
import { type Editor, startEditor } from '#test/support/server.ts';

const URI = 'file:///project/main.netarch';
const TEXT = 'import "./office.netarch"\nvpc v 10.0.0.0/16 { subnet a 10.0.0.0/24 { az us-east-1a } }';
const OFFICE = 'file:///project/office.netarch';
const params = { uri: URI, theme: 'light', format: 'svg' } as const;

const failsWith = (code: number) => (error: ResponseError) => error.code === code;

describe('the server with a drawing thread', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor({}, () => new ThreadDrawer());
  });
  afterEach(async () => {
    await editor.client.sendRequest('shutdown');
    editor.close();
  });

  it('answers other requests while it draws a large network, until the client cancels', async () => {
    await editor.openDocument(URI, repeatedVpc(200));
    const source = new CancellationTokenSource();
    const order: string[] = [];
    const picture = editor.client.sendRequest(diagramRequest, params, source.token).finally(() => order.push('picture'));
    const location = await editor.client.sendRequest(locateRequest, { uri: URI, id: 'shop-7.main' });
    order.push('location');
    source.cancel();
    await assert.rejects(picture, failsWith(LSPErrorCodes.RequestCancelled));
    assert.ok(location);
    assert.deepEqual(order, ['location', 'picture']);
  });

  it('draws paths in hovers', async () => {
    await editor.openDocument(
      URI,
      'vpc v 10.0.0.0/16 { subnet a 10.0.0.0/24 { az us-east-1a  instance one 10.0.0.10  instance two 10.0.0.11 } }\nexpect one reaches two on tcp 80',
    );
    const at = { textDocument: { uri: URI }, position: { line: 1, character: 2 } };
    const hover = await editor.client.sendRequest<{ readonly contents: { readonly value: string } }>('textDocument/hover', at);
    assert.match(hover.contents.value, /data:image\/svg\+xml;base64,/);
  });
});

describe('the server with a slow drawer', () => {
  let editor: Editor;
  let started: Promise<void>;
  beforeEach(async () => {
    let start = (): void => {};
    started = new Promise((resolve) => {
      start = resolve;
    });
    editor = await startEditor({ [OFFICE]: 'network office 198.51.100.0/24' }, () => endless(start));
    await editor.openDocument(URI, TEXT);
  });
  afterEach(() => editor.close());

  /** Draws until it is cancelled. */
  const endless = (start: () => void): Drawer => ({
    draw: (_, token) =>
      new Promise((_, reject) => {
        token.onCancellationRequested(() => reject(OperationCancelled));
        start();
      }),
    stop: async () => {},
  });

  for (const [what, uri, text] of [
    ['the document', URI, `${TEXT}\n`],
    ['an import', OFFICE, 'network office 192.0.2.0/24'],
  ] as const) {
    it(`ends a picture when ${what} is edited`, async () => {
      const picture = editor.client.sendRequest(diagramRequest, params);
      await started;
      await Promise.all([
        assert.rejects(picture, failsWith(LSPErrorCodes.ContentModified)),
        uri === URI ? editor.changeDocument(uri, text) : editor.openDocument(uri, text),
      ]);
    });
  }

  it('goes on drawing when another document is edited', async () => {
    const source = new CancellationTokenSource();
    const picture = editor.client.sendRequest(diagramRequest, params, source.token);
    await started;
    await editor.openDocument('file:///project/other.netarch', 'network other 192.0.2.0/24');
    source.cancel();
    await assert.rejects(picture, failsWith(LSPErrorCodes.RequestCancelled));
  });
});
