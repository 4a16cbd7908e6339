// What a reader chose: asked of the server, dropped when it is gone, part of the exported file's name.
import assert from 'node:assert/strict';
import { exportName } from '#client/preview/export-name.ts';
import { diagramParams, stillOffered } from '#client/preview/params.ts';

const everything = { view: null, flow: null, highlight: null };
const chosen = { view: 'edge', flow: 'pull', highlight: 'egress' } as const;
const answer = { format: 'svg' as const, text: '<svg/>', stale: false, views: [{ name: 'edge', label: 'Edge' }], flows: [] };

describe('a choice', () => {
  it('is asked of the server; what is not chosen is not said', () => {
    assert.deepEqual(diagramParams('file:///a', everything, 'dark'), { uri: 'file:///a', theme: 'dark', format: 'svg' });
    assert.deepEqual(diagramParams('file:///a', chosen, 'light'), { uri: 'file:///a', ...chosen, theme: 'light', format: 'svg' });
  });

  it('is dropped when the text has it no more', () => {
    assert.deepEqual(stillOffered(chosen, answer), { ...chosen, flow: null });
  });

  it('outlives a broken text', () => {
    assert.deepEqual(stillOffered(chosen, { ...answer, stale: true, views: [] }), chosen);
    assert.deepEqual(stillOffered(chosen, null), chosen);
  });
});

describe('the name of an exported picture', () => {
  it('is that of the text', () => {
    assert.equal(exportName('/net/shop.netarch', everything), 'shop.svg');
    assert.equal(exportName('C:/net/a.b.netarch', everything), 'a.b.svg');
  });

  it('names what is shown', () => {
    assert.equal(exportName('/net/shop.netarch', chosen), 'shop-edge-pull.svg');
  });

  it('is a name also for a text without one', () => {
    assert.equal(exportName('Untitled-1', everything), 'Untitled-1.svg');
    assert.equal(exportName('', everything), 'network.svg');
  });
});
