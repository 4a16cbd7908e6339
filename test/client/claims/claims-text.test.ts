// The text of the status item.
import assert from 'node:assert/strict';
import { claimsText } from '#client/claims/claims-text.ts';

describe('the status of the expectations', () => {
  it('shows how many hold and how many fail', () => {
    assert.equal(claimsText({ holding: 3, failing: 1 }), '3 expectations hold, 1 fails');
    assert.equal(claimsText({ holding: 1, failing: 2 }), '1 expectation holds, 2 fail');
  });

  it('omits what is zero', () => {
    assert.equal(claimsText({ holding: 2, failing: 0 }), '2 expectations hold');
    assert.equal(claimsText({ holding: 0, failing: 1 }), '1 expectation fails');
    assert.equal(claimsText({ holding: 0, failing: 0 }), 'No expectations');
  });
});
