// A function that is computed once for each object.
import assert from 'node:assert/strict';
import { perObject } from '#language/network/memo.ts';

describe('a memoised function', () => {
  it('computes once for each object', () => {
    let calls = 0;
    const size = perObject((list: readonly number[]) => {
      calls += 1;
      return list.length;
    });
    const list = [1, 2];
    assert.deepEqual([size(list), size(list), size([]), calls], [2, 2, 0, 2]);
  });

  it('keeps empty results, too', () => {
    let calls = 0;
    const text = perObject((list: readonly string[]) => {
      calls += 1;
      return list.join('');
    });
    const list: readonly string[] = [];
    assert.deepEqual([text(list), text(list), calls], ['', '', 1]);
  });
});
