// What of a picture may enter a page that runs a script.
import assert from 'node:assert/strict';
import { isAllowedAttribute, isAllowedElement, splitStyle } from '#client/webview/svg-policy.ts';

describe('the policy for pictures', () => {
  it('lets drawing in', () => {
    for (const name of ['svg', 'g', 'path', 'text', 'tspan', 'marker', 'title', 'use']) {
      assert.ok(isAllowedElement(name), name);
    }
  });

  it('keeps out what runs, loads, links or moves', () => {
    for (const name of ['script', 'foreignObject', 'a', 'image', 'animate', 'set', 'iframe', 'style', 'SCRIPT']) {
      assert.ok(!isAllowedElement(name), name);
    }
  });

  it('lets ids, classes, coordinates and references inside of the picture in', () => {
    const allowed = {
      'data-id': 'production.worker-1',
      class: 'box',
      d: 'M0 0h8',
      href: '#icon-nat',
      'marker-end': 'url(#arrow)',
    };
    for (const [name, value] of Object.entries(allowed)) {
      assert.ok(isAllowedAttribute(name, value), name);
    }
  });

  it('keeps event handlers, inline styles and references to the outside out', () => {
    const refused = [
      ['onclick', 'alert(1)'],
      ['ONLOAD', 'alert(1)'],
      ['style', 'fill: red'],
      ['href', 'javascript:alert(1)'],
      ['xlink:href', 'https://example.com/a.svg#b'],
      ['href', 'data:image/svg+xml,…'],
      ['fill', 'url(https://example.com/a.svg#b)'],
      ['filter', "url( 'http://example.com' )"],
    ] as const;
    for (const [name, value] of refused) {
      assert.ok(!isAllowedAttribute(name, value), `${name}=${value}`);
    }
  });
});

describe('the style of a picture', () => {
  it('is taken out whole', () => {
    const { markup, style } = splitStyle(
      '<svg><style>.box > rect { fill: none }</style><g/><style type="text/css"><![CDATA[a{}]]></style></svg>',
    );
    assert.equal(markup, '<svg><g/></svg>');
    assert.equal(style, '.box > rect { fill: none }\na{}');
  });

  it('may be missing', () => {
    assert.deepEqual(splitStyle('<svg/>'), { markup: '<svg/>', style: '' });
  });

  it('is not looked for in labels', () => {
    const label = '<svg><text>&lt;style&gt;x&lt;/style&gt;</text></svg>';
    assert.equal(splitStyle(label).markup, label);
  });
});
