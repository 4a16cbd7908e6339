// The page of results: each benchmark replaces its own part.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPart } from '#bench/results.ts';
import { root } from '#scripts/root.ts';

describe('bench/RESULTS.md', () => {
  it('keeps the other parts when one is replaced', () => {
    const page = '# A\n\n<!-- begin x -->\n\nold\n\n<!-- end x -->\n\n<!-- begin y -->\n\nkept\n\n<!-- end y -->\n';
    assert.equal(withPart(page, 'x', 'new\n'), page.replace('old', 'new'));
    assert.throws(() => withPart(page, 'z', 'new'), /no part z/);
  });

  it('has a part for each benchmark', () => {
    const page = readFileSync(join(root, 'bench', 'RESULTS.md'), 'utf8');
    for (const part of ['times', 'diagrams']) assert.match(withPart(page, part, 'new'), /\n\nnew\n\n/);
  });
});
