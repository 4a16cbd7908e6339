// The totals in the last line of `npm test`.
import assert from 'node:assert/strict';
import { countTests } from '#scripts/step.ts';

describe('counting tests', () => {
  it('adds up all mocha reports in the output', () => {
    assert.deepEqual(countTests('  ✔ a\n\n  12 passing (1s)\n\n  3 passing (20ms)\n', true), { passed: 15, failed: 0 });
  });

  it('counts failures', () => {
    assert.deepEqual(countTests('  1 passing (1s)\n  2 failing\n', false), { passed: 1, failed: 2 });
  });

  it('counts a failure outside the tests, such as low coverage, as one', () => {
    assert.deepEqual(countTests('  9 passing (1s)\nERROR: Coverage for lines (10%)\n', false), { passed: 9, failed: 1 });
  });

  it('counts a run without tests as a failure', () => {
    assert.deepEqual(countTests('  0 passing (1ms)\n', true), { passed: 0, failed: 1 });
  });
});
