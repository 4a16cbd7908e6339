// The elements, attributes and styles of an SVG that the webview accepts. test/client/webview/hostile-page.test.ts tries them in a browser.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { isAllowedAttribute, isAllowedElement, isAllowedStyle, splitStyle } from '#client/webview/svg-policy.ts';

describe('the policy for SVG', () => {
  it('accepts everything that netarch draws', () => {
    const drawings = [...globSync('test/golden/view/*.svg'), ...globSync('docs/images/**/*.svg')].filter(isOwn);
    assert.ok(drawings.length > 50, `only ${drawings.length} drawings`);
    const elements = new Set<string>();
    const attributes = new Map<string, string>();
    for (const path of drawings) {
      const { markup, style } = splitStyle(readFileSync(path, 'utf8'));
      assert.ok(style !== '' && isAllowedStyle(style), path);
      for (const [, element = '', inside = ''] of markup.matchAll(/<([\w:-]+)([^>]*)>/g)) {
        elements.add(element);
        for (const [all, name = '', value = ''] of inside.matchAll(/([\w:-]+)="([^"]*)"/g))
          attributes.set(all, `${name}=${value}`);
      }
    }
    assert.deepEqual(
      [...elements].filter((name) => !isAllowedElement(name)),
      [],
    );
    const refused = [...attributes.values()].filter((one) => {
      const [name = '', ...value] = one.split('=');
      return !isAllowedAttribute(name, value.join('='));
    });
    assert.ok(attributes.size > 100);
    assert.deepEqual(refused, []);
  });

  it('rejects scripts, external resources, links, references and animations', () => {
    for (const name of ['script', 'foreignObject', 'a', 'image', 'use', 'animate', 'set', 'iframe', 'style', 'feImage', 'RECT'])
      assert.ok(!isAllowedElement(name), name);
  });

  it('rejects event handlers, inline styles, references and what is not known', () => {
    const refused = [
      ['onclick', 'alert(1)'],
      ['ONLOAD', 'alert(1)'],
      ['style', 'fill: red'],
      ['tabindex', '1'],
      ['id', 'a'],
      ['href', '#icon-nat'],
      ['href', 'javascript:alert(1)'],
      ['xlink:href', 'https://example.com/a.svg#b'],
      ['src', 'data:image/svg+xml,…'],
      ['xml:base', 'https://example.com/'],
      ['xmlns', 'http://www.w3.org/1999/xhtml'],
      ['filter', "url( 'http://example.com' )"],
      ['cursor', 'url(http://example.com/), auto'],
      ['mask', 'u\\72l(http://example.com/a.svg#b)'],
    ] as const;
    for (const [name, value] of refused) assert.ok(!isAllowedAttribute(name, value), `${name}=${value}`);
  });

  it('rejects whatever in an attribute of a shape could name a place', () => {
    const values = [
      'url(a)',
      'URL(a.svg#b)',
      'u\\72l(a)',
      '\\75 rl(a)',
      'url(#a)',
      '//example.com',
      'http:',
      'src("a")',
      "image('a')",
    ];
    for (const value of values)
      for (const name of ['fill', 'd', 'x', 'transform']) assert.ok(!isAllowedAttribute(name, value), `${name}=${value}`);
  });
});

describe('the style of an SVG', () => {
  it('is extracted completely', () => {
    const { markup, style } = splitStyle(
      '<svg><style>.box > rect { fill: none }</style><g/><style type="text/css"><![CDATA[a{}]]></style></svg>',
    );
    assert.equal(markup, '<svg><g/></svg>');
    assert.equal(style, '.box > rect { fill: none }\na{}');
  });

  it('may be missing', () => {
    assert.deepEqual(splitStyle('<svg/>'), { markup: '<svg/>', style: '' });
    assert.ok(isAllowedStyle(''));
  });

  it('is not searched in labels', () => {
    const label = '<svg><text>&lt;style&gt;x&lt;/style&gt;</text></svg>';
    assert.equal(splitStyle(label).markup, label);
  });

  it('is rejected if it could load anything or reach the page', () => {
    const own = '.netarch-light .box{fill:#fff}';
    assert.ok(isAllowedStyle(own));
    const refused = [
      '@import "http://example.com";',
      '@font-face{font-family:x;src:url(http://example.com)}',
      '.netarch .box{background:url(http://example.com)}',
      '.netarch .box{background:u\\72l(http://example.com)}',
      '.netarch .box{background:image-set("http://example.com" 1x)}',
      '.netarch .box{fill:red/**/}',
      '.netarch .box,:host{fill:red}',
      ':host{position:fixed}',
      'g{fill:red}',
      '.netarch .box{fill:red}}:host{fill:red}',
      '.netarch .box:hover{fill:red}',
      '.netarch [data-id^="a"]{fill:red}',
      '.netarch .box{fill:red',
    ];
    for (const text of refused) assert.ok(!isAllowedStyle(`${own}\n${text}`), text);
  });
});

/** Whether a picture is netarch's: others are beside it in docs/images for comparison. */
function isOwn(path: string): boolean {
  return /^<svg[^>]* class="netarch /.test(readFileSync(path, 'utf8'));
}
