// Messages to the page: known messages are read unchanged, others are ignored.
import assert from 'node:assert/strict';
import { type PictureMessage, READABLE } from '#client/preview/messages.ts';
import { readToWebview, readWebviewState } from '#client/webview/read-message.ts';

const panel = {
  uri: 'file:///shop.netarch',
  locked: false,
  choice: { view: null, flow: 'pull', highlight: null, internal: true },
  detail: { start: 'vpcs', collapsed: ['a'], expanded: [], around: null },
} as const;
const picture: PictureMessage = {
  type: 'picture',
  panel,
  file: 'shop.netarch',
  svg: '<svg/>',
  stale: false,
  views: [{ name: 'edge', label: 'The edge' }],
  flows: [],
  internal: true,
  folds: true,
  marked: 'shop.web',
};

describe('a message to the page', () => {
  it('is read', () => {
    assert.deepEqual(readToWebview(structuredClone(picture)), picture);
    assert.deepEqual(readToWebview({ ...picture, svg: null }), { ...picture, svg: null });
    assert.deepEqual(readToWebview({ type: 'select', id: null }), { type: 'select', id: null });
  });

  it('may be the answer to a search', () => {
    const hits = { type: 'hits', text: 'web', total: 1, hits: [{ id: 'shop.web', around: ['shop'] }] };
    assert.deepEqual(readToWebview(structuredClone(hits)), hits);
    for (const bad of [{ hits: 7 }, { total: '1' }, { text: null }, { hits: [{ id: 'a', around: [7] }] }])
      assert.equal(readToWebview({ ...hits, ...bad }), undefined);
  });

  it('without a valid detail shows what can be read', () => {
    for (const detail of [undefined, 7, { start: 'some' }, { ...panel.detail, expanded: 'all' }]) {
      const read = readToWebview({ ...picture, panel: { ...panel, detail } });
      assert.deepEqual(read?.type === 'picture' && read.panel.detail, READABLE);
    }
  });

  it('is ignored if it is unknown', () => {
    const others = [
      undefined,
      'picture',
      [],
      { type: 'select' },
      { type: 'select', id: 7 },
      { ...picture, svg: 7 },
      { ...picture, panel: { uri: 7 } },
      { ...picture, views: [{ name: 'edge' }] },
      { ...picture, internal: 'on' },
      { ...picture, type: 'vscode-something' },
    ];
    for (const other of others) {
      assert.equal(readToWebview(other), undefined, JSON.stringify(other));
    }
  });
});

describe('the saved state of a page', () => {
  it('is restored', () => {
    const state = { panel, camera: { x: 1, y: 2, scale: 0.5 } };
    assert.deepEqual(readWebviewState(structuredClone(state)), state);
  });

  it('is restored without an invalid camera', () => {
    assert.deepEqual(readWebviewState({ panel, camera: { x: 1, y: Number.NaN, scale: 1 } }), { panel, camera: null });
    assert.deepEqual(readWebviewState({ panel }), { panel, camera: null });
  });

  it('may be missing or invalid', () => {
    assert.equal(readWebviewState(undefined), undefined);
    assert.equal(readWebviewState({ panel: 'x' }), undefined);
  });
});
