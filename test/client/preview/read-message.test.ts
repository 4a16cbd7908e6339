// Messages from the page: known messages are read unchanged, others are ignored.
import assert from 'node:assert/strict';
import { READABLE, type ToExtension } from '#client/preview/messages.ts';
import { readPanelState, readToExtension } from '#client/preview/read-message.ts';

describe('a message from the page', () => {
  it('is read', () => {
    const messages: readonly ToExtension[] = [
      { type: 'ready' },
      { type: 'export' },
      { type: 'lock', locked: true },
      { type: 'locate', id: 'production.worker-1', focus: true },
      { type: 'choose', choice: { view: 'edge', flow: null, highlight: 'both', internal: true } },
      { type: 'detail', detail: { start: 'all', collapsed: ['a'], expanded: ['b'], around: 'c' } },
      { type: 'search', text: '10.0.0.1' },
      { type: 'ask', asked: { question: null, reach: 'v.web', without: ['us-east-1a'] } },
      { type: 'ask', asked: { question: { kind: 'claim', id: 'visit#step-1' }, reach: null, without: [] } },
      {
        type: 'ask',
        asked: { question: { kind: 'call', from: 'web', to: 'db', traffic: '' }, reach: null, without: [] },
      },
      { type: 'applyFix' },
      { type: 'mark', id: null },
      { type: 'rename', id: 'v.web' },
      { type: 'add', id: 'v' },
      { type: 'copyAs', format: 'png' },
    ];
    for (const message of messages) {
      assert.deepEqual(readToExtension(structuredClone(message)), message);
    }
  });

  it('contains no unknown properties', () => {
    assert.deepEqual(readToExtension({ type: 'export', target: '/etc/passwd' }), { type: 'export' });
  });

  it('is ignored if it is unknown', () => {
    const others = [
      undefined,
      null,
      'ready',
      { type: 'run', command: 'x' },
      { type: 'locate', id: 7, focus: true },
      { type: 'lock' },
      { type: 'ask', asked: { question: { kind: 'call', id: 'x' }, reach: null, without: [] } },
      { type: 'ask', asked: { question: null, reach: null, without: [7] } },
      { type: 'mark' },
      { type: 'copyAs', format: 'exe' },
      { type: 'choose', choice: { view: null, flow: null, highlight: 'all' } },
      { type: 'choose', choice: { view: 7, flow: null, highlight: null } },
      { type: 'choose', choice: { view: null, flow: null, highlight: null, internal: 'on' } },
    ];
    for (const other of others) {
      assert.equal(readToExtension(other), undefined, JSON.stringify(other));
    }
  });
});

describe('the state of a restored tab', () => {
  const panel = {
    uri: 'file:///shop.netarch',
    locked: true,
    choice: { view: null, flow: 'pull', highlight: 'egress', internal: true },
    detail: { start: 'readable', collapsed: [], expanded: ['shop'], around: null },
    asked: { question: null, reach: null, without: ['v.nat-a'] },
  };

  it('contains what to show', () => {
    assert.deepEqual(readPanelState({ panel, camera: null }), panel);
  });

  it('keeps the revision to compare with', () => {
    const choice = { ...panel.choice, flow: null, against: 'HEAD' };
    assert.deepEqual(readPanelState({ panel: { ...panel, choice } })?.choice, choice);
    assert.deepEqual(readPanelState({ panel: { ...panel, choice: { ...choice, against: 7 } } })?.choice, {
      ...panel.choice,
      flow: null,
    });
  });

  it('may be of a version without questions', () => {
    const { asked: _, ...older } = panel;
    assert.deepEqual(readPanelState({ panel: older })?.asked, { question: null, reach: null, without: [] });
  });

  it('may be of a version without a switch for internal traffic', () => {
    const { internal: _, ...choice } = panel.choice;
    assert.deepEqual(readPanelState({ panel: { ...panel, choice } })?.choice, { ...choice, internal: null });
  });

  it('may be of a version without details', () => {
    const { detail: _, ...earlier } = panel;
    assert.deepEqual(readPanelState({ panel: earlier })?.detail, READABLE);
  });

  it('may be missing or invalid', () => {
    assert.equal(readPanelState(undefined), undefined);
    assert.equal(readPanelState({ panel: { ...panel, uri: 7 } }), undefined);
    assert.equal(readPanelState({ panel: { ...panel, choice: undefined } }), undefined);
  });
});
