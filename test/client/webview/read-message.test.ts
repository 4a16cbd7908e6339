// Messages to the page: known messages are read unchanged, others are ignored.
import assert from 'node:assert/strict';
import { type AnswersMessage, type PictureMessage, READABLE } from '#client/preview/messages.ts';
import { readToWebview, readWebviewState } from '#client/webview/read-message.ts';

const panel = {
  uri: 'file:///shop.netarch',
  locked: false,
  choice: { view: null, flow: 'pull', highlight: null, internal: true },
  detail: { start: 'vpcs', collapsed: ['a'], expanded: [], around: null },
  asked: { question: null, reach: null, without: [] },
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

describe('the answers to the page', () => {
  const answers: AnswersMessage = {
    type: 'answers',
    asked: { question: { kind: 'flow', id: 'pull' }, reach: 'v.web', without: ['v.nat-a'] },
    lit: null,
    marks: {
      findings: [{ id: 'v.web', severity: 'error', message: 'Wrong.', boxes: ['v.web', 'v'] }],
      claims: [{ id: 'expect#line-1', text: 'expect', state: 'fails', why: 'Dropped.', boxes: [], isBroken: false }],
      gone: [],
      left: 0,
    },
    story: {
      story: { title: 'pull', chapters: [{ kind: 'note', title: 'x', frames: [{ caption: 'x', checks: [], rows: [] }] }] },
      boxes: { 'v.web': ['v.web'] },
    },
    reach: { incoming: [{ id: 'v.db', boxes: [], always: 'tcp 80', intermittent: '', unknown: '' }], outgoing: [] },
  };

  it('are read', () => {
    assert.deepEqual(readToWebview(structuredClone(answers)), answers);
  });

  it('are ignored if any part of them has another form', () => {
    for (const part of partsOf(answers).filter((path) => path[0] !== 'type')) {
      const changed: unknown = structuredClone(answers);
      // The only number.
      set(changed, part, part.at(-1) === 'left' ? '7' : 7);
      assert.equal(readToWebview(changed), undefined, part.join('.'));
    }
  });

  it('are ignored if a story has no chapter, or a chapter no moment', () => {
    const { boxes = {} } = answers.story ?? {};
    const withChapters = (chapters: unknown) => readToWebview({ ...answers, story: { story: { title: 'x', chapters }, boxes } });
    assert.equal(withChapters([]), undefined);
    assert.equal(withChapters([{ kind: 'note', title: 'x', frames: [] }]), undefined);
  });

  /** The paths to all values in a value. */
  function partsOf(value: unknown): readonly (readonly string[])[] {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) => [[name], ...partsOf(inner).map((path) => [name, ...path])]);
  }

  function set(value: unknown, [name = '', ...rest]: readonly string[], to: unknown): void {
    assert.ok(typeof value === 'object' && value !== null);
    if (rest.length === 0) Reflect.set(value, name, to);
    else set(Reflect.get(value, name), rest, to);
  }
});

describe('the saved state of a page', () => {
  it('is restored', () => {
    const state = { panel, camera: { x: 1, y: 2, scale: 0.5 }, tab: 'trace' };
    assert.deepEqual(readWebviewState(structuredClone(state)), state);
  });

  it('is restored without an invalid camera', () => {
    const bare = { panel, camera: null, tab: null };
    assert.deepEqual(readWebviewState({ panel, camera: { x: 1, y: Number.NaN, scale: 1 }, tab: 'none' }), bare);
    assert.deepEqual(readWebviewState({ panel }), bare);
  });

  it('may be missing or invalid', () => {
    assert.equal(readWebviewState(undefined), undefined);
    assert.equal(readWebviewState({ panel: 'x' }), undefined);
  });
});
