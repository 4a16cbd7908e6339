// The tables of the metrics, and the list of cases that became worse.
import assert from 'node:assert/strict';
import type { Column, Result } from '#bench/quality/columns.ts';
import { measure } from '#bench/quality/metrics.ts';
import { tables, worse } from '#bench/quality/table.ts';

const none = measure({ boxes: [], edges: [] });
const entries = ['one', 'two'].map((name) => ({ group: 'networks', name, digest: 'd' }));

describe('the tables of diagrams', () => {
  it('add up counts, and take the mean of ratios over the drawings that have one', () => {
    const text = tables(entries, [
      column('x', {
        one: { digest: 'd', figures: { ...none, crossings: 2, edges: 4, bends: 6 } },
        two: { digest: 'd', figures: { ...none, crossings: 1 } },
      }),
    ]);
    assert.match(text, /^### 2 networks$/m);
    assert.match(text, /^\| diagrams \| 2 \|$/m);
    assert.match(text, /^\| crossings \| 3 \|$/m);
    assert.match(text, /^\| bends of an edge \| 1\.50 \|$/m);
    assert.match(text, /^\| detour \| – \|$/m);
  });

  it('say what is not in a column: failures, and figures of another diagram', () => {
    const text = tables(entries, [
      column('x', { one: { digest: 'd', failure: '> 60 s' }, two: { digest: 'old', figures: { ...none, crossings: 1 } } }),
    ]);
    assert.match(text, /^\| diagrams \| 0 \(> 60 s, 1 not measured\) \|$/m);
    assert.match(text, /^\| crossings \| – \|$/m);
  });

  it('list what became worse, case by case', () => {
    const before = column('x', {
      one: { digest: 'd', figures: none },
      two: { digest: 'd', figures: { ...none, crossings: 9 } },
    });
    const now = column('x', {
      one: { digest: 'd', figures: { ...none, crossings: 2, labels: 7 } },
      two: { digest: 'd', figures: { ...none, crossings: 8 } },
    });
    assert.deepEqual(worse(entries, before, now), ['one: crossings 0 → 2']);
    const changed = entries.map((entry) => ({ ...entry, digest: 'new' }));
    assert.deepEqual(worse(changed, before, now), []);
  });
});

function column(title: string, results: Readonly<Record<string, Result>>): Column {
  return { title, results };
}
