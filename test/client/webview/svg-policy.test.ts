// The elements and attributes of an SVG that the webview accepts.
import assert from 'node:assert/strict';
import { isAllowedAttribute, isAllowedElement, splitStyle } from '#client/webview/svg-policy.ts';

describe('the policy for SVG', () => {
  it('accepts drawing elements', () => {
    for (const name of ['svg', 'g', 'path', 'text', 'tspan', 'marker', 'title', 'use']) {
      assert.ok(isAllowedElement(name), name);
    }
  });

  it('rejects scripts, external resources, links and animations', () => {
    for (const name of ['script', 'foreignObject', 'a', 'image', 'animate', 'set', 'iframe', 'style', 'SCRIPT']) {
      assert.ok(!isAllowedElement(name), name);
    }
  });

  it('accepts ids, classes, coordinates and internal references', () => {
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

  it('rejects event handlers, inline styles and external references', () => {
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
  });

  it('is not searched in labels', () => {
    const label = '<svg><text>&lt;style&gt;x&lt;/style&gt;</text></svg>';
    assert.equal(splitStyle(label).markup, label);
  });
});
