// A provider that fails answers all the same; what is meant for the user or for the protocol passes.
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

  it('answers what the provider answers', async () => assert.equal(await guarded(() => 'fine').answer(1), 'fine 1'));

  it('answers with its fallback where the provider fails, and logs why', async () => {
    const provider = guarded(() => {
      throw new Error('no luck');
    });
    assert.equal(await provider.answer(1), 'nothing');
    assert.match(logged.join('\n'), /answer failed: Error: no luck/);
  });

  it('lets cancellation pass', () =>
    assert.rejects(
      async () =>
        guarded(() => {
          throw OperationCancelled;
        }).answer(1),
      (reason) => reason === OperationCancelled,
    ));

  it('lets a refusal pass that is meant for the user', () =>
    assert.rejects(
      async () =>
        guarded(() => {
          throw new ResponseError(LSPErrorCodes.RequestFailed, 'not this name');
        }).answer(1),
      /not this name/,
    ));

  it('leaves everything else of the provider alone', () => assert.equal(guarded(() => '').size, 3));
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
