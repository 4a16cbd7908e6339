// A text that is no document, drawn by the server.
import assert from 'node:assert/strict';
import { type SnippetResult, snippetRequest } from '#server/protocol.ts';
import { type Editor, startEditor } from '#test/support/server.ts';

const PAGE = 'file:///project/docs/README.md';

describe('a snippet', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor({ 'file:///project/docs/shared.netarch': 'network office 198.51.100.0/24' });
  });
  afterEach(() => editor.close());

  const draw = (text: string, theme: 'light' | 'dark' = 'light'): Promise<SnippetResult | null> =>
    editor.client.sendRequest(snippetRequest, { uri: PAGE, text, theme });

  it('is drawn in its theme, with the files that it imports', async () => {
    const text = 'import "./shared.netarch"\nvpc v 10.0.0.0/16 { subnet a 10.0.0.0/24 }\n';
    const result = await draw(text, 'dark');
    assert.match(result?.svg ?? '', /netarch-dark[\s\S]*data-id="v\.a"/);
    assert.match(result?.svg ?? '', /data-id="office"/);
    assert.deepEqual(result?.errors, []);
  });

  it('has its errors in the order of its lines, and a picture if it can be read', async () => {
    const result = await draw('vpc v 10.0.0.0/16 {\n  subnet b 10.9.0.0/24\n  subnet a 10.8.0.0/24\n}\n');
    assert.match(result?.svg ?? '', /data-id="v\.a"/);
    assert.deepEqual(
      result?.errors.map(({ line }) => line),
      [1, 2],
    );
    assert.match(result?.errors[0]?.message ?? '', /10\.9\.0\.0\/24/);
  });

  it('has no picture if it has syntax errors, is empty, or is very long', async () => {
    const broken = await draw('vpc v {{');
    assert.equal(broken?.svg, null);
    assert.ok((broken?.errors.length ?? 0) > 0);
    assert.deepEqual(await draw('// nothing\n'), { svg: null, errors: [] });
    const long = await draw('// long\n'.repeat(10_000));
    assert.match(long?.errors[0]?.message ?? '', /too long to be drawn here/);
  });

  it('is not seen by the documents of the editor', async () => {
    await draw('vpc v 10.0.0.0/16 { subnet a 10.0.0.0/24 }\n');
    await editor.openDocument(
      'file:///project/docs/other.netarch',
      'vpc w 10.1.0.0/16 {\n  route-table t { }\n  subnet b 10.1.0.0/24 { route 0.0.0.0/0 -> v }\n}\n',
    );
    const found = await editor.client.sendRequest('workspace/symbol', { query: 'v' });
    assert.ok(!JSON.stringify(found).includes('README.md'));
  });
});
