// Blocks of netarch in a Markdown preview: rendered at once, drawn later, and never as markup.
import assert from 'node:assert/strict';
import { createFences, type Fences } from '#client/markdown/drawn-fences.ts';
import { drawFences, type Fence, type MarkdownIt, type Token } from '#client/markdown/fences.ts';
import type { SnippetParams, SnippetResult } from '#server/protocol.ts';

const PAGE = 'file:///project/README.md';
const token = (info: string, content: string, line = 0): Token => ({ type: 'fence', info, content, map: [line, line + 3] });

/** A page, and a server that draws when it is told to. */
function preview() {
  const asked: { readonly params: SnippetParams; readonly answer: (result: SnippetResult | null) => Promise<void> }[] = [];
  let refreshes = 0;
  let theme: 'light' | 'dark' = 'light';
  const fences: Fences = createFences({
    draw: (params) =>
      new Promise((resolve) => {
        asked.push({
          params,
          answer: async (result) => {
            resolve(result);
            await new Promise(setImmediate);
          },
        });
      }),
    theme: () => theme,
    refresh: () => {
      refreshes += 1;
    },
  });
  const html = (text: string, index = 0): string => fences.html({ text, index, line: 4, env: undefined }, PAGE);
  const setTheme = (next: 'light' | 'dark'): void => {
    theme = next;
  };
  return { asked, fences, html, setTheme, refreshes: () => refreshes };
}

const drawn = (svg: string | null, ...errors: SnippetResult['errors']): SnippetResult => ({ svg, errors });

describe('a block in a Markdown preview', () => {
  it('is found by its language, wherever it is; others stay as they were', () => {
    const md: MarkdownIt = { renderer: { rules: { fence: (tokens, index) => `other ${tokens[index]?.info}` } } };
    const found: Fence[] = [];
    drawFences(md, (fence) => {
      found.push(fence);
      return 'ours';
    });
    const tokens = [token('netarch', 'a'), token('ts', 'b'), token('netarch title', 'c', 9), token('netarchy', 'd')];
    const texts = tokens.map((_, index) => md.renderer.rules.fence?.(tokens, index, {}, 'page', {}));
    assert.deepEqual(texts, ['ours', 'other ts', 'ours', 'other netarchy']);
    assert.deepEqual(found, [
      { text: 'a', index: 0, line: 0, env: 'page' },
      { text: 'c', index: 1, line: 9, env: 'page' },
    ]);
  });

  it('is shown as text until it is drawn, then as an image that can run nothing', async () => {
    const { asked, html, refreshes } = preview();
    assert.equal(html('vpc <v>'), '<pre><code class="language-netarch">vpc &lt;v&gt;</code></pre>\n');
    html('vpc <v>');
    assert.equal(asked.length, 1, 'drawn twice');
    assert.deepEqual(asked[0]?.params, { uri: PAGE, text: 'vpc <v>', theme: 'light' });
    await asked[0]?.answer(drawn('<svg><title>A &quot;net&quot;</title></svg>'));
    assert.equal(refreshes(), 1);
    const image = Buffer.from('<svg><title>A &quot;net&quot;</title></svg>').toString('base64');
    assert.equal(
      html('vpc <v>'),
      `<div class="netarch"><img alt="A &quot;net&quot;" src="data:image/svg+xml;base64,${image}"></div>\n`,
    );
    assert.equal(refreshes(), 1);
  });

  it('shows its errors as text, with the lines of the page', async () => {
    const { asked, html } = preview();
    html('vpc {');
    await asked[0]?.answer(drawn(null, { line: 0, message: '<b>"no" name</b>' }, { line: 2, message: 'more' }));
    const shown = html('vpc {');
    assert.match(shown, /<code class="language-netarch">vpc \{<\/code>/);
    assert.match(shown, /<li>Line 6: &lt;b&gt;&quot;no&quot; name&lt;\/b&gt;<\/li><li>Line 8: more<\/li>/);
  });

  it('keeps its last picture while it is edited, and refreshes once for several blocks', async () => {
    const { asked, html, refreshes } = preview();
    html('one', 0);
    html('two', 1);
    await asked[0]?.answer(drawn('<svg id="1"/>'));
    await asked[1]?.answer(drawn('<svg id="2"/>'));
    assert.equal(refreshes(), 1);
    const first = html('one', 0);
    assert.equal(html('one more', 0), first);
    assert.notEqual(html('two', 1), first);
  });

  it('is drawn again in another theme, after an import changed, and after a failure', async () => {
    const { asked, fences, html, setTheme, refreshes } = preview();
    html('import "./a.netarch"');
    await asked[0]?.answer(drawn('<svg/>'));
    assert.equal(
      fences.forget((text) => /ipmort/.test(text)),
      false,
    );
    assert.equal(
      fences.forget((text) => /import/.test(text)),
      true,
    );
    html('import "./a.netarch"');
    assert.equal(asked.length, 2);
    await asked[1]?.answer(null);
    assert.equal(refreshes(), 1, 'a failure would be asked for without end');
    setTheme('dark');
    html('import "./a.netarch"');
    assert.equal(asked[2]?.params.theme, 'dark');
  });
});
