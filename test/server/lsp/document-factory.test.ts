// The client knows on which document the server works, and can leave documents out.
import assert from 'node:assert/strict';
import { workingOn } from '#server/protocol.ts';
import { type Editor, startEditor } from '#test/support/server.ts';

const [MAIN, OTHER] = ['file:///project/main.netarch', 'file:///project/other.netarch'];
const NEW = 'untitled:new.netarch';
const MAIN_TEXT = 'import "./other.netarch"\nexpect a reaches b on tcp 443\n';
const FILES = { [MAIN]: MAIN_TEXT, [OTHER]: 'host a 192.0.2.1\nhost b 192.0.2.2\n' };

describe('the document on which the server works', () => {
  let editor: Editor;
  afterEach(() => editor.close());

  it('is told to the client before and after', async () => {
    editor = await startEditor(FILES);
    const told: (string | null)[] = [];
    const idle = new Promise<void>((resolve) => {
      editor.client.onNotification(workingOn, ({ uri }) => {
        told.push(uri);
        if (uri === null && told.includes(NEW)) resolve();
      });
    });
    await editor.openDocument(NEW, 'host c 192.0.2.3\n');
    assert.ok(told.includes(NEW), 'it had diagnostics before it was told');
    await idle;
    assert.ok(
      told.every((uri, index) => uri !== told[index - 1]),
      told.join(),
    );
    assert.equal(told.at(-1), null);
  });

  it('is one that is left out never', async () => {
    editor = await startEditor(FILES, undefined, { leftOut: [OTHER, 7, 'nonsense'] });
    assert.ok((await editor.openDocument(MAIN, MAIN_TEXT)).includes('import-not-found'));
    await editor.openDocument(OTHER, 'host z 192.0.2.9\n');
    assert.equal(await editor.client.sendRequest('netarch/claims', { uri: OTHER }), null);
    assert.ok(await editor.client.sendRequest('netarch/claims', { uri: MAIN }));
  });

  for (const options of [null, 5, 'a', [], { leftOut: 'a' }, { leftOut: null }])
    it(`may be any if the client sends ${JSON.stringify(options)} as options`, async () => {
      editor = await startEditor(FILES, undefined, options);
      assert.deepEqual(await editor.openDocument(MAIN, MAIN_TEXT), []);
    });
});
