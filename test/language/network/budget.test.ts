// The budget of steps: a question is answered in full or not at all, and small questions are not answered at the cost of large ones.
import assert from 'node:assert/strict';
import { sharingOut, spend, spendOn, within } from '#language/network/budget.ts';
import { finished } from '#language/network/in-steps.ts';

describe('the budget of steps', () => {
  it('answers a question within its steps, and tells what it cost', () => {
    const answer = within(10, () => {
      spend(3);
      return 'yes';
    });
    assert.deepEqual(answer, { answer: { value: 'yes' }, spent: 3 });
  });

  it('gives no answer to a question that would cost more', () => {
    const answer = within(10, () => {
      for (let step = 0; step < 11; step += 1) spend(1);
      return 'yes';
    });
    assert.deepEqual(answer, { answer: undefined, spent: 10 });
  });

  it('counts what a question asks against the question, however many steps that may take', () => {
    const outer = within(10, () => {
      const inner = within(100, () => spend(50));
      return inner.answer === undefined;
    });
    assert.deepEqual(outer, { answer: { value: true }, spent: 10 });
  });

  it('counts only what was asked within it', () => {
    within(10, () => spend(8));
    assert.equal(within(10, () => spend(8)).spent, 8);
    spend(1_000_000_000);
  });

  it('passes every other error on, and counts on afterwards', () => {
    assert.throws(
      () =>
        within(10, () => {
          throw new TypeError('a bug');
        }),
      TypeError,
    );
    assert.equal(within(5, () => spend(6)).answer, undefined);
  });

  it('counts the look at a long list, and not that at a short one', () => {
    assert.equal(within(10, () => spendOn(10)).spent, 0);
    assert.equal(within(1000, () => spendOn(6400)).spent, 100);
  });

  it('answers small questions beside large ones, and gives what they leave to the large ones', () => {
    const questions = [5, 60, 5, 5, 1000].map((cost) => ({ cost }));
    const steps = sharingOut(questions, 250, ({ cost }) => {
      spend(cost);
      return cost;
    });
    const answers = finished(steps);
    // Each has 50 at first. The one that needs 60 has its turn with what the others left.
    assert.deepEqual([...answers.values()], [5, 5, 5, 60]);
  });
});
