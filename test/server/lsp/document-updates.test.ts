// An open document counts with the text of its editor, also when its file is deleted.
import assert from 'node:assert/strict';
import { type Editor, startEditor } from '#test/support/server.ts';

const [MAIN, OTHER] = ['file:///project/main.netarch', 'file:///project/parts/other.netarch'];
const IMPORTING = 'import "./parts/other.netarch"\nexpect a reaches b on tcp 443\n';
const HOSTS = 'host a 192.0.2.1\nhost b 192.0.2.2\n';

describe('a file that is deleted', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor({ [MAIN]: IMPORTING, [OTHER]: 'host z 192.0.2.9\n' });
  });
  afterEach(() => editor.close());

  const deleted = (uri: string) =>
    editor.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] });
  const claims = (uri: string) => editor.client.sendRequest('netarch/claims', { uri });
  const codes = (uri: string) => editor.diagnosticsWhen(uri, () => true);

  for (const uri of [OTHER, 'file:///project/parts', 'file:///project'])
    it(`keeps counting with its open text: ${uri}`, async () => {
      await editor.openDocument(OTHER, HOSTS);
      await editor.openDocument(MAIN, IMPORTING);
      assert.deepEqual(await claims(MAIN), { holding: 1, failing: 0 });
      await deleted(uri);
      // The server answers in order, so the deletion was seen.
      assert.deepEqual(await claims(MAIN), { holding: 1, failing: 0 });
      assert.deepEqual(await codes(MAIN), []);
      assert.ok(
        await editor.client.sendRequest('textDocument/hover', {
          textDocument: { uri: OTHER },
          position: { line: 0, character: 6 },
        }),
      );
      await editor.changeDocument(OTHER, 'host a 192.0.2.1\n');
      assert.ok((await editor.diagnosticsWhen(MAIN, (all) => all.length > 0)).includes('unknown-name'));
    });

  it('is gone if it is not open', async () => {
    await editor.openDocument(MAIN, 'host a 192.0.2.1\n');
    await deleted(OTHER);
    assert.equal(await claims(OTHER), null);
  });
});
