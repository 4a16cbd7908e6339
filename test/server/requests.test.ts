// The server over a connection, with documents that are opened, edited and closed.
import assert from 'node:assert/strict';
import {
  claimsRequest,
  type DiagramParams,
  diagramRequest,
  locateRequest,
  networkChanged,
  resourceAtRequest,
} from '#server/protocol.ts';
import { type Editor, startEditor } from '#test/support/server.ts';

const URI = 'file:///project/main.netarch';
const GOOD = `vpc v 10.0.0.0/16 {
  igw main
  public subnet a 10.0.0.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> main
    instance web 10.0.0.10 { public-ip  security-groups open }
  }
  security-group open { ingress tcp 80 from internet }
}
flow visit "A visit" { internet -> web tcp 80 }
view whole "Everything" { flows visit }
expect internet reaches web on tcp 80
expect internet reaches web on tcp 81
`;

describe('the server', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor({ 'file:///project/shared.netarch': 'network office 198.51.100.0/24' });
  });
  afterEach(() => editor.close());

  const draw = (params: Partial<DiagramParams> = {}) =>
    editor.client.sendRequest(diagramRequest, { uri: URI, theme: 'light', format: 'svg', ...params });

  it('draws a document, and lists its views and flows', async () => {
    await editor.openDocument(URI, GOOD);
    const result = await draw();
    assert.match(result?.text ?? '', /^<svg[\s\S]*data-id="v\.web"[\s\S]*<\/svg>\n$/);
    assert.equal(result?.stale, false);
    assert.deepEqual(result?.views, [{ name: 'whole', label: 'Everything' }]);
    assert.deepEqual(result?.flows, [{ name: 'visit', label: 'A visit' }]);
  });

  it('highlights the requested flow', async () => {
    await editor.openDocument(URI, GOOD);
    const [plain, highlighted] = [await draw(), await draw({ flow: 'visit' })];
    assert.notEqual(plain?.text, highlighted?.text);
    assert.match(highlighted?.text ?? '', /A visit/);
  });

  it('says whether internal traffic is drawn: as requested, otherwise without a flow', async () => {
    await editor.openDocument(URI, GOOD);
    const drawn = [await draw(), await draw({ internal: false }), await draw({ flow: 'visit' })];
    assert.deepEqual(
      drawn.map((one) => one?.internal),
      [true, false, false],
    );
    assert.equal((await draw({ flow: 'visit', internal: true }))?.internal, true);
  });

  it('keeps the last valid diagram while the text has syntax errors, and marks it as stale', async () => {
    await editor.openDocument(URI, GOOD);
    const good = await draw();
    await editor.changeDocument(URI, GOOD.replace('instance web 10.0.0.10 {', 'instance {'));
    const broken = await draw();
    assert.equal(broken?.stale, true);
    assert.equal(broken?.text, good?.text);
    await editor.changeDocument(URI, GOOD.replace('10.0.0.10', '10.0.0.11'));
    const repaired = await draw();
    assert.equal(repaired?.stale, false);
    assert.match(repaired?.text ?? '', /10\.0\.0\.11/);
  });

  it('draws what can be parsed of a text that always had syntax errors', async () => {
    await editor.openDocument(URI, GOOD.replace('igw main', 'igw'));
    const result = await draw();
    assert.equal(result?.stale, true);
    assert.match(result?.text ?? '', /data-id="v\.web"/);
  });

  it('returns no diagram for an empty or unknown document', async () => {
    await editor.openDocument(URI, 'vpc {');
    assert.equal(await draw(), null);
    assert.equal(await draw({ uri: 'file:///project/other.netarch' }), null);
  });

  it('finds the declaration of a box', async () => {
    await editor.openDocument(URI, GOOD);
    const location = await editor.client.sendRequest(locateRequest, { uri: URI, id: 'v.web' });
    assert.deepEqual(location?.range.start, { line: 5, character: 13 });
    assert.equal(await editor.client.sendRequest(locateRequest, { uri: URI, id: 'v.gone' }), null);
  });

  it('finds the box for a position', async () => {
    await editor.openDocument(URI, GOOD);
    const resourceAt = (line: number, character: number) =>
      editor.client.sendRequest(resourceAtRequest, { uri: URI, position: { line, character } });
    assert.equal(await resourceAt(5, 50), 'v.web');
    assert.equal(await resourceAt(4, 8), 'v.a');
    assert.equal(await resourceAt(1, 4), 'v.main');
    assert.equal(await resourceAt(9, 30), 'visit');
    assert.equal(await resourceAt(11, 3), null);
  });

  it('counts the expectations', async () => {
    await editor.openDocument(URI, GOOD);
    assert.deepEqual(await editor.client.sendRequest(claimsRequest, { uri: URI }), { holding: 1, failing: 1 });
  });

  it('notifies when the network of a document changed, also through an import', async () => {
    const changed: string[] = [];
    editor.client.onNotification(networkChanged, ({ uri }) => void changed.push(uri));
    await editor.openDocument(URI, `import "./shared.netarch"\n${GOOD}`);
    await editor.openDocument('file:///project/shared.netarch', 'network office 192.0.2.0/24');
    await draw();
    assert.deepEqual(changed.slice(-2).toSorted(), [URI, 'file:///project/shared.netarch'].toSorted());
  });

  it('reports and withdraws diagnostics', async () => {
    assert.ok((await editor.openDocument(URI, 'vpc v { subnet a { route 0.0.0.0/0 -> gone } }')).includes('unknown-name'));
    assert.deepEqual(await editor.changeDocument(URI, ''), []);
  });

  it('reads the file again when a document is closed with unsaved changes', async () => {
    const shared = 'file:///project/shared.netarch';
    await editor.openDocument(URI, 'import "./shared.netarch"\nexpect office reaches internet');
    await editor.openDocument(shared, 'network elsewhere 198.51.100.0/24');
    await editor.diagnosticsWhen(URI, (codes) => codes.includes('unknown-name'));
    await editor.client.sendNotification('textDocument/didClose', { textDocument: { uri: shared } });
    await editor.diagnosticsWhen(URI, (codes) => !codes.includes('unknown-name'));
  });

  it('removes a closed document that was never saved', async () => {
    const untitled = 'untitled:Untitled-1';
    await editor.openDocument(untitled, GOOD);
    await editor.client.sendNotification('textDocument/didClose', { textDocument: { uri: untitled } });
    await editor.diagnosticsWhen(untitled, (codes) => codes.length === 0);
    assert.equal(await draw({ uri: untitled }), null);
  });

  it('finds resources in the whole workspace', async () => {
    await editor.openDocument(URI, GOOD);
    const found = await editor.client.sendRequest<{ readonly name: string }[]>('workspace/symbol', { query: 'web' });
    assert.deepEqual(
      found.map(({ name }) => name),
      ['v.web'],
    );
  });

  it('answers requests of the protocol', async () => {
    await editor.openDocument(URI, GOOD);
    const at = { textDocument: { uri: URI }, position: { line: 5, character: 15 } };
    const hover = await editor.client.sendRequest<{ readonly contents: { readonly value: string } }>('textDocument/hover', at);
    assert.match(hover.contents.value, /Instance web/);
    const ranges = await editor.client.sendRequest<unknown[]>('textDocument/selectionRange', {
      textDocument: { uri: URI },
      positions: [at.position],
    });
    assert.equal(ranges.length, 1);
  });

  it('explains why a name is not possible', async () => {
    await editor.openDocument(URI, GOOD);
    const rename = { textDocument: { uri: URI }, position: { line: 5, character: 15 }, newName: 'a' };
    await assert.rejects(editor.client.sendRequest('textDocument/rename', rename), /“v\.a” already exists \(line 3\)/);
  });
});
