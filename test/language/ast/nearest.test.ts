// Suggestions for unknown names.
import assert from 'node:assert/strict';
import { nearest } from '#language/ast/nearest.ts';

describe('the nearest names', () => {
  it('are those with the fewest mistakes, at most three', () => {
    const names = ['subnet', 'subnets', 'vpc', 'submit', 'sub', 'front.subnet'];
    assert.deepEqual(nearest('subnt', names), ['front.subnet', 'subnet']);
    assert.deepEqual(nearest('SUBNETS', names), ['subnets', 'front.subnet', 'subnet']);
    assert.deepEqual(nearest('database', names), []);
  });

  it('have few mistakes, however long the name is', () => {
    const long = 'abcdefghij'.repeat(300);
    assert.deepEqual(nearest(`${long}x`, [long, `${long}${'y'.repeat(20)}`]), [long]);
    assert.deepEqual(nearest(long, [long.replaceAll('a', '-')]), []);
  });
});
