// Concurrent requests: only the answer of the latest one counts.
import assert from 'node:assert/strict';
import { latestOnly } from '#client/latest.ts';

interface Token {
  isCancelled: boolean;
}

function setUp() {
  const tokens: Token[] = [];
  const latest = latestOnly(() => {
    const token: Token = { isCancelled: false };
    tokens.push(token);
    return {
      token,
      cancel: () => {
        token.isCancelled = true;
      },
    };
  });
  return { latest, tokens };
}

/** A request that the test answers explicitly. */
function pending() {
  let answer: (text: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<string>((resolve, reject) => {
    answer = resolve;
    fail = reject;
  });
  return { ask: () => promise, answer: (text: string) => answer(text), fail: (error: Error) => fail(error) };
}

describe('the latest request', () => {
  it('is answered', async () => {
    const { latest } = setUp();
    const heard: string[] = [];
    await latest.ask(
      async () => 'one',
      (answer) => heard.push(answer),
    );
    assert.deepEqual(heard, ['one']);
  });

  it('discards answers of older requests, whatever their order', async () => {
    const { latest, tokens } = setUp();
    const heard: string[] = [];
    const [old, young] = [pending(), pending()];
    const both = [latest.ask(old.ask, (answer) => heard.push(answer)), latest.ask(young.ask, (answer) => heard.push(answer))];
    young.answer('young');
    old.answer('old');
    await Promise.all(both);
    assert.deepEqual(heard, ['young']);
    assert.deepEqual(
      tokens.map(({ isCancelled }) => isCancelled),
      [true, false],
    );
  });

  it('may fail without an answer, and the next one works', async () => {
    const { latest } = setUp();
    const heard: string[] = [];
    const broken = pending();
    const first = latest.ask(broken.ask, (answer) => heard.push(answer));
    broken.fail(new Error('the server stopped'));
    await first;
    await latest.ask(
      async () => 'two',
      (answer) => heard.push(answer),
    );
    assert.deepEqual(heard, ['two']);
  });

  it('can be cancelled', async () => {
    const { latest } = setUp();
    const heard: string[] = [];
    const question = pending();
    const asked = latest.ask(question.ask, (answer) => heard.push(answer));
    latest.cancel();
    question.answer('late');
    await asked;
    assert.deepEqual(heard, []);
  });
});
