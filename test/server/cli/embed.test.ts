// `netarch embed`: pictures in Markdown files are drawn, kept fresh, and checked.
import assert from 'node:assert/strict';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inFolder, netarch } from '#test/support/command-line.ts';
import { pixelsOf } from '#test/support/png.ts';

const SHOP = `vpc shop 10.0.0.0/16 { subnet one 10.0.1.0/24 }
view edge "The edge" { }
`;
const comment = (words: string) => `<!-- netarch: ${words} -->`;

describe('netarch embed', () => {
  it('draws a picture beside the Markdown file, and adds its image', () =>
    inFolder(
      { 'docs/README.md': `# Shop\n\n${comment('../shop.netarch view=edge')}\n\nText\n`, 'shop.netarch': SHOP },
      async (folder) => {
        const { code, out, err } = await netarch(['embed', 'docs/README.md'], folder);
        assert.deepEqual([code, err], [0, '']);
        assert.equal(out, 'docs/shop-edge.svg written\ndocs/README.md written\n');
        const text = await readFile(join(folder, 'docs/README.md'), 'utf8');
        assert.equal(text, `# Shop\n\n${comment('../shop.netarch view=edge')}\n![The edge](shop-edge.svg)\n\nText\n`);
        const drawn = await netarch(['render', 'shop.netarch', '--view', 'edge'], folder);
        assert.equal(await readFile(join(folder, 'docs/shop-edge.svg'), 'utf8'), drawn.out);
      },
    ));

  it('writes only what changed, and keeps line endings', () =>
    inFolder({ 'a.md': `A\r\n${comment('shop.netarch')}\r\nB`, 'shop.netarch': SHOP }, async (folder) => {
      await netarch(['embed', '.'], folder);
      const text = await readFile(join(folder, 'a.md'), 'utf8');
      assert.equal(text, `A\r\n${comment('shop.netarch')}\r\n![Network diagram](shop.svg)\r\nB`);
      const before = await stat(join(folder, 'shop.svg'));
      assert.deepEqual(await netarch(['embed', '.'], folder), { code: 0, out: '', err: '' });
      assert.equal((await stat(join(folder, 'shop.svg'))).ino, before.ino, 'the picture was written again');
      await writeFile(join(folder, 'shop.netarch'), SHOP.replace('one', 'two'));
      assert.equal((await netarch(['embed', '.'], folder)).out, 'shop.svg written\n');
      assert.match(await readFile(join(folder, 'shop.svg'), 'utf8'), /shop\.two/);
    }));

  it('lists with --check what is out of date, and writes nothing', () =>
    inFolder({ 'a.md': comment('shop.netarch'), 'shop.netarch': SHOP }, async (folder) => {
      const stale = await netarch(['embed', '.', '--check'], folder);
      assert.deepEqual(stale, { code: 1, out: 'shop.svg is out of date\na.md is out of date\n', err: '' });
      assert.deepEqual(await readdir(folder), ['a.md', 'shop.netarch']);
      await netarch(['embed', '.'], folder);
      assert.deepEqual(await netarch(['embed', '.', '--check'], folder), { code: 0, out: '', err: '' });
      await writeFile(join(folder, 'shop.svg'), 'edited');
      assert.equal((await netarch(['embed', '.', '--check'], folder)).out, 'shop.svg is out of date\n');
    }));

  it('follows an image that was moved or has another description, also after an empty line', () =>
    inFolder(
      { 'a.md': `${comment('shop.netarch scale=1')}\n\n![My shop](img/shop%20map.png)\n`, 'shop.netarch': SHOP, 'img/x': '' },
      async (folder) => {
        assert.equal((await netarch(['embed', 'a.md'], folder)).out, 'img/shop map.png written\n');
        assert.ok(pixelsOf(await readFile(join(folder, 'img/shop map.png'))).width > 50);
      },
    ));

  it('never overwrites an unrelated image', () =>
    inFolder(
      { 'a.md': `${comment('shop.netarch')}\n![Photo](photo.png)\n`, 'photo.png': 'photo', 'shop.netarch': SHOP },
      async (folder) => {
        assert.equal((await netarch(['embed', 'a.md'], folder)).code, 0);
        assert.equal(await readFile(join(folder, 'photo.png'), 'utf8'), 'photo');
        assert.match(await readFile(join(folder, 'a.md'), 'utf8'), /\n!\[Network diagram\]\(shop\.svg\)\n!\[Photo\]/);
      },
    ));

  it('draws the block above, with the imports of its folder', () => {
    const text = `\`\`\`netarch\nimport "./shop.netarch"\nvpc other 10.1.0.0/16 { }\n\`\`\`\n\n${comment('above')}\n`;
    return inFolder({ 'a.md': `${text}\n${text}`, 'shop.netarch': SHOP }, async (folder) => {
      assert.equal(
        (await netarch(['embed', 'a.md'], folder)).out,
        'a-netarch.svg written\na-netarch-2.svg written\na.md written\n',
      );
      assert.match(
        await readFile(join(folder, 'a-netarch.svg'), 'utf8'),
        /data-id="other"[\s\S]*data-id="shop"|data-id="shop"[\s\S]*data-id="other"/,
      );
      assert.equal((await netarch(['embed', 'a.md', '--check'], folder)).code, 0);
    });
  });

  it('draws as deep as the comment says', () =>
    inFolder({ 'a.md': comment('shop.netarch depth=vpcs'), 'shop.netarch': SHOP }, async (folder) => {
      await netarch(['embed', 'a.md'], folder);
      assert.doesNotMatch(await readFile(join(folder, 'shop.svg'), 'utf8'), /data-id="shop\.one"/);
      await writeFile(join(folder, 'a.md'), comment('shop.netarch depth=vpcs expand=shop'));
      await netarch(['embed', 'a.md'], folder);
      assert.match(await readFile(join(folder, 'shop.svg'), 'utf8'), /data-id="shop\.one"/);
    }));

  it('ignores comments in code blocks', () =>
    inFolder(
      { 'a.md': `\`\`\`\`markdown\n\`\`\`\n${comment('none.netarch')}\n\`\`\`\n\`\`\`\`\n~~~\n${comment('none.netarch')}\n` },
      async (folder) => {
        assert.deepEqual(await netarch(['embed', 'a.md'], folder), { code: 0, out: '', err: '' });
      },
    ));

  it('names the line of what it cannot draw, and writes nothing', () =>
    inFolder({ 'shop.netarch': SHOP, 'broken.netarch': 'vpc {', 'a.md': '' }, async (folder) => {
      const good = comment('shop.netarch');
      const cases: readonly (readonly [string, RegExp])[] = [
        ['', /name a \.netarch file first, or write above for the block above/],
        ['none.netarch', /none\.netarch cannot be read: no such file/],
        ['broken.netarch', /broken\.netarch has syntax errors; run "netarch check broken\.netarch"/],
        ['shop.netarch view=ege', /no view is named ege; did you mean edge\?/],
        ['shop.netarch theme=pink', /theme must be one of light, dark/],
        ['shop.netarch scale=99', /scale must be a number from 0\.1 to 10/],
        ['shop.netarch colour=red', /colour=red is unknown; use view=…, flow=…/],
        ['shop.netarch __proto__=1', /__proto__=1 is unknown/],
        ['above', /there is no netarch block above/],
        [
          `shop.netarch -->\n![x](shop.gif)\n<!-- netarch: shop.netarch`,
          /shop\.gif is not a supported picture; use \.svg or \.png/,
        ],
        [
          `shop.netarch -->\n![x](shop.svg)\n${comment('shop.netarch theme=dark')}\n![x](shop.svg)\n<!-- netarch: shop.netarch`,
          /another diagram has the same picture/,
        ],
      ];
      for (const [words, message] of cases) {
        const text = `${good}\n\n${comment(words)}\n`;
        await writeFile(join(folder, 'a.md'), text);
        const { code, err } = await netarch(['embed', 'a.md'], folder);
        assert.equal(code, 2, words);
        assert.match(err, /^netarch: a\.md:[35]: /);
        assert.match(err, message);
        assert.equal(await readFile(join(folder, 'a.md'), 'utf8'), text);
      }
      assert.deepEqual(await readdir(folder), ['a.md', 'broken.netarch', 'shop.netarch']);
    }));
});
