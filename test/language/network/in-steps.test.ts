// Work in steps: one computation, for those who can wait and for those who cannot.
import assert from 'node:assert/strict';
import { finished, InSteps, type Steps } from '#language/network/in-steps.ts';

/** Counts to `count`, one number for each step. */
function counting(count: number): { readonly steps: Steps<number>; readonly done: () => number } {
  let done = 0;
  function* steps(): Steps<number> {
    for (; done < count; done += 1) yield;
    return done;
  }
  return { steps: steps(), done: () => done };
}

describe('work in steps', () => {
  it('is finished without a pause', () => {
    assert.equal(finished(counting(5).steps), 5);
  });

  it('pauses after each step', async () => {
    const { steps } = counting(3);
    let pauses = 0;
    const result = await new InSteps(steps).later(async () => {
      pauses += 1;
    });
    assert.deepEqual([result, pauses], [3, 4]);
  });

  it('is finished by those who cannot wait, and only once', async () => {
    const { steps, done } = counting(10);
    const work = new InSteps(steps);
    const seen: number[] = [];
    const result = await work.later(async () => {
      seen.push(done());
      if (done() === 2) seen.push(work.now());
    });
    assert.deepEqual([result, seen], [10, [0, 1, 2, 10]]);
    assert.equal(work.now(), 10);
  });

  it('goes on after a pause that was cancelled', async () => {
    const { steps, done } = counting(4);
    const work = new InSteps(steps);
    await assert.rejects(
      work.later(() => Promise.reject(new Error('cancelled'))),
      /cancelled/,
    );
    assert.equal(done(), 0);
    assert.equal(work.now(), 4);
  });

  it('fails for all with the same error', async () => {
    function* failing(): Steps<number> {
      yield;
      throw new Error('a mistake');
    }
    const work = new InSteps(failing());
    await assert.rejects(
      work.later(async () => {}),
      /a mistake/,
    );
    assert.throws(() => work.now(), /a mistake/);
  });
});
