// The two switches for traffic, and the class on a picture's root that they set.
import assert from 'node:assert/strict';
import { highlightOf, isLit, toggleLight, withHighlight } from '#client/webview/lighting.ts';

describe('the lights', () => {
  it('switch one by one', () => {
    assert.equal(toggleLight('both', 'ingress'), 'egress');
    assert.equal(toggleLight('both', 'egress'), 'ingress');
    assert.equal(toggleLight('none', 'ingress'), 'ingress');
    assert.equal(toggleLight('ingress', 'ingress'), 'none');
    assert.equal(toggleLight('ingress', 'egress'), 'both');
  });

  it('are lit as their value says', () => {
    assert.deepEqual([isLit('both', 'egress'), isLit('ingress', 'egress'), isLit('none', 'ingress')], [true, false, false]);
  });

  it('are read from the picture and written to it', () => {
    assert.equal(highlightOf('netarch highlight-ingress theme-dark'), 'ingress');
    assert.equal(highlightOf('netarch no-highlight-both'), 'none');
    assert.equal(withHighlight('netarch highlight-ingress theme-dark', 'both'), 'netarch theme-dark highlight-both');
    assert.equal(withHighlight('', 'none'), 'highlight-none');
  });
});
