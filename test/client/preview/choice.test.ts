// The selected view and flow: in requests to the server, after edits, and in the name of exported files.
import assert from 'node:assert/strict';
import { exportName } from '#client/preview/export-name.ts';
import { choiceOf, detailParams, diagramParams, stillOffered } from '#client/preview/params.ts';

const everything = { view: null, flow: null, highlight: null, internal: null };
const chosen = { view: 'edge', flow: 'pull', highlight: 'egress', internal: false } as const;
const answer = {
  format: 'svg' as const,
  text: '<svg/>',
  encoding: 'utf8' as const,
  stale: false,
  internal: false,
  folds: false,
  marked: null,
  views: [{ name: 'edge', label: 'Edge' }],
  flows: [],
};

describe('the selection', () => {
  it('begins with the settings, and without a value that they do not know', () => {
    assert.deepEqual(choiceOf('view', 'auto'), everything);
    assert.deepEqual(choiceOf('egress', 'on'), { ...everything, highlight: 'egress', internal: true });
    assert.deepEqual(choiceOf('none', 'off'), { ...everything, highlight: 'none', internal: false });
    assert.deepEqual(choiceOf(undefined, true), everything);
  });

  it('is part of the request, without keys for what is not selected', () => {
    assert.deepEqual(diagramParams('file:///a', everything, 'dark'), { uri: 'file:///a', theme: 'dark', format: 'svg' });
    assert.deepEqual(diagramParams('file:///a', chosen, 'light'), { uri: 'file:///a', ...chosen, theme: 'light', format: 'svg' });
  });

  it('is cleared when the view or flow no longer exists', () => {
    assert.deepEqual(stillOffered(chosen, answer), { ...chosen, flow: null });
  });

  it('is kept while the text has syntax errors', () => {
    assert.deepEqual(stillOffered(chosen, { ...answer, stale: true, views: [] }), chosen);
    assert.deepEqual(stillOffered(chosen, null), chosen);
  });
});

describe('what is expanded', () => {
  const folding = { start: 'readable', collapsed: ['a'], expanded: ['b'] } as const;

  it('is part of the request, with the resource at the cursor and the box that is shown alone', () => {
    assert.deepEqual(detailParams({ ...folding, around: null }, null), { folding });
    assert.deepEqual(detailParams({ ...folding, around: 'b' }, 'c'), { folding, around: 'b', focus: 'c' });
  });
});

describe('the name of an exported diagram', () => {
  it('is the name of the file', () => {
    assert.equal(exportName('/net/shop.netarch', everything), 'shop.svg');
    assert.equal(exportName('C:/net/a.b.netarch', everything), 'a.b.svg');
  });

  it('contains what is shown', () => {
    assert.equal(exportName('/net/shop.netarch', chosen), 'shop-edge-pull.svg');
  });

  it('exists also for an unnamed file', () => {
    assert.equal(exportName('Untitled-1', everything), 'Untitled-1.svg');
    assert.equal(exportName('', everything), 'network.svg');
  });
});
