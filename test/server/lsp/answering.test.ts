// Guarded providers: failures give the fallback answer; cancellation and errors for the user pass.
import assert from 'node:assert/strict';
import { OperationCancelled } from 'langium';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver-protocol';
import { answering } from '#server/lsp/answering.ts';

describe('a guarded provider', () => {
  const logged: string[] = [];
  const { error } = console;
  beforeEach(() => {
    logged.length = 0;
    console.error = (...words: readonly unknown[]) => logged.push(words.join(' '));
  });
  afterEach(() => {
    console.error = error;
  });

  it('returns the answer of the provider', async () => assert.equal(await guarded(() => 'fine').answer(1), 'fine 1'));

  it('returns the fallback if the provider throws, and logs the error', async () => {
    const provider = guarded(() => {
      throw new Error('no luck');
    });
    assert.equal(await provider.answer(1), 'nothing');
    assert.match(logged.join('\n'), /answer failed: Error: no luck/);
  });

  it('passes cancellation on', () =>
    assert.rejects(
      async () =>
        guarded(() => {
          throw OperationCancelled;
        }).answer(1),
      (reason) => reason === OperationCancelled,
    ));

  it('passes errors for the user on', () =>
    assert.rejects(
      async () =>
        guarded(() => {
          throw new ResponseError(LSPErrorCodes.RequestFailed, 'not this name');
        }).answer(1),
      /not this name/,
    ));

  it('leaves other properties of the provider unchanged', () => assert.equal(guarded(() => '').size, 3));
});

class Provider {
  readonly size = 3;
  readonly #word: () => string;

  constructor(word: () => string) {
    this.#word = word;
  }

  answer(number: number): string | Promise<string> {
    return `${this.#word()} ${number}`;
  }
}

function guarded(word: () => string): Provider {
  return answering(new Provider(word), { answer: 'nothing' });
}
