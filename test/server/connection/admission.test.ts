// Messages of a client, well and badly formed, before, during and after the life of the server.
import assert from 'node:assert/strict';
import { ErrorCodes } from 'vscode-languageserver';
import { Admission } from '#server/connection/admission.ts';

const { InvalidParams, InvalidRequest, ServerNotInitialized } = ErrorCodes;

/** What becomes of a message: `taken`, `ignored`, or the id and the code of the error. */
function fateOf(admission: Admission, value: unknown): unknown {
  const admitted = admission.admit(value);
  if (admitted.kind !== 'refused') return admitted.kind === 'message' ? 'taken' : 'ignored';
  return [admitted.answer.id, admitted.answer.error?.code];
}

const request = (id: unknown, method: unknown, params: unknown = {}) => ({ jsonrpc: '2.0', id, method, params });
const notification = (method: string, params: unknown = {}) => ({ jsonrpc: '2.0', method, params });
const textDocument = { uri: 'file:///a.netarch' };
const position = { line: 0, character: 4 };
const hover = (id: number) => request(id, 'textDocument/hover', { textDocument, position });
const open = notification('textDocument/didOpen', {
  textDocument: { ...textDocument, languageId: 'netarch', version: 1, text: '' },
});

/** An admission after `initialize`. */
function running(): Admission {
  const admission = new Admission();
  assert.equal(fateOf(admission, request(1, 'initialize')), 'taken');
  return admission;
}

describe('a message', () => {
  it('is taken between initialize and shutdown only', () => {
    const admission = new Admission();
    assert.deepEqual(fateOf(admission, hover(2)), [2, ServerNotInitialized]);
    assert.deepEqual(fateOf(admission, request('x', 'shutdown')), ['x', ServerNotInitialized]);
    assert.equal(fateOf(admission, open), 'ignored');
    assert.deepEqual(fateOf(admission, request(3, 'initialize', null)), [3, InvalidParams]);
    assert.equal(fateOf(admission, request(1, 'initialize')), 'taken');
    assert.deepEqual(fateOf(admission, request(4, 'initialize')), [4, InvalidRequest]);
    assert.equal(fateOf(admission, open), 'taken');
    assert.equal(fateOf(admission, hover(5)), 'taken');
    assert.equal(admission.isShutDown, false);
    assert.equal(fateOf(admission, request(6, 'shutdown', undefined)), 'taken');
    assert.equal(admission.isShutDown, true);
    assert.deepEqual(fateOf(admission, hover(7)), [7, InvalidRequest]);
    assert.equal(fateOf(admission, open), 'ignored');
    assert.equal(fateOf(admission, notification('exit')), 'taken');
  });

  it('says once that the client is initialized', () => {
    const admission = running();
    assert.equal(fateOf(admission, notification('initialized')), 'taken');
    assert.equal(fateOf(admission, notification('initialized')), 'ignored');
  });

  it('may be the end at any time', () => {
    assert.equal(fateOf(new Admission(), notification('exit')), 'taken');
  });

  it('is a response if it has an id and a result or an error', () => {
    assert.equal(fateOf(running(), { jsonrpc: '2.0', id: 1, result: null }), 'taken');
    assert.equal(fateOf(running(), { jsonrpc: '2.0', id: 'a', error: {} }), 'taken');
    assert.equal(fateOf(running(), { jsonrpc: '2.0', id: null, error: {} }), 'ignored');
  });

  it('is refused if it is none', () => {
    for (const value of [
      null,
      5,
      'a',
      true,
      [],
      [hover(1)],
      {},
      { id: 9.5 },
      { jsonrpc: '1.0', method: 'x' },
      request({}, 'a'),
    ]) {
      const [id, code] = fateOf(running(), value) as readonly unknown[];
      assert.equal(code, InvalidRequest, JSON.stringify(value));
      assert.equal(id, JSON.stringify(value)?.includes('9.5') ? 9.5 : null);
    }
    assert.deepEqual(fateOf(running(), request(8, 5)), [8, InvalidRequest]);
  });
});

describe('the parameters of a message', () => {
  const wrong: Readonly<Record<string, readonly unknown[]>> = {
    'textDocument/hover': [
      null,
      undefined,
      [],
      'a',
      {},
      { textDocument },
      { textDocument, position: 'a' },
      { textDocument, position: { line: -1, character: 0 } },
      { textDocument, position: { line: 0.5, character: 0 } },
      { textDocument, position: { line: 0, character: 1e99 } },
      { textDocument: 5, position },
      { textDocument: { uri: 5 }, position },
    ],
    'textDocument/formatting': [null, {}, { textDocument: null }],
    'textDocument/rename': [
      { textDocument, position },
      { textDocument, position, newName: 5 },
    ],
    'textDocument/codeAction': [{ textDocument }, { textDocument, range: { start: position }, context: {} }],
    'textDocument/selectionRange': [{ textDocument }, { textDocument, positions: [5] }],
    'netarch/diagram': [null, {}, { uri: 5 }, { uri: 'a', theme: 'pink', format: 'svg' }],
    'netarch/locate': [{ uri: 'a' }],
    'netarch/resourceAt': [{ uri: 'a', position: null }],
    'textDocument/toString': [{}],
  };

  it('are refused if they have another type than in the protocol', () => {
    for (const [method, all] of Object.entries(wrong))
      for (const params of all)
        assert.deepEqual(
          fateOf(running(), { jsonrpc: '2.0', id: 2, method, params }),
          [2, InvalidParams],
          `${method} ${JSON.stringify(params)}`,
        );
  });

  it('let a notification be ignored', () => {
    for (const [method, params] of [
      ['textDocument/didOpen', {}],
      ['$/cancelRequest', null],
      ['textDocument/didChange', { textDocument, contentChanges: 'a' }],
      ['textDocument/didChange', { textDocument, contentChanges: [{ range: 5 }] }],
      ['workspace/didChangeWatchedFiles', { changes: [{ uri: 7 }] }],
    ] as const)
      assert.equal(fateOf(running(), notification(method, params)), 'ignored', method);
  });

  it('are not looked at where the server does not know the method', () => {
    assert.equal(fateOf(running(), request(2, 'constructor', 5)), 'taken');
    assert.equal(fateOf(running(), request(2, 'workspace/symbol', { query: 'a' })), 'taken');
  });
});
