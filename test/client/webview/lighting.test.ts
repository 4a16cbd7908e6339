// The two switches that highlight traffic, and the class that they set on the root of the SVG.
import assert from 'node:assert/strict';
import { highlightOf, isLit, toggleLight, withHighlight } from '#client/webview/lighting.ts';

describe('highlighting', () => {
  it('is switched for each direction', () => {
    assert.equal(toggleLight('both', 'ingress'), 'egress');
    assert.equal(toggleLight('both', 'egress'), 'ingress');
    assert.equal(toggleLight('none', 'ingress'), 'ingress');
    assert.equal(toggleLight('ingress', 'ingress'), 'none');
    assert.equal(toggleLight('ingress', 'egress'), 'both');
  });

  it('follows the value', () => {
    assert.deepEqual([isLit('both', 'egress'), isLit('ingress', 'egress'), isLit('none', 'ingress')], [true, false, false]);
  });

  it('is read from the SVG and written to it', () => {
    assert.equal(highlightOf('netarch highlight-ingress theme-dark'), 'ingress');
    assert.equal(highlightOf('netarch no-highlight-both'), 'none');
    assert.equal(withHighlight('netarch highlight-ingress theme-dark', 'both'), 'netarch theme-dark highlight-both');
    assert.equal(withHighlight('', 'none'), 'highlight-none');
  });
});
