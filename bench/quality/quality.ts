// Measures the quality of diagrams and prints tables. CONTRIBUTING.md has the options.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { layout } from '#language/view/layout/layout.ts';
import type { PlacedDiagram } from '#language/view/layout/placed.ts';
import { written } from '#language/view/write.ts';
import { writePart } from '../results.ts';
import { allCases, type Case } from './cases.ts';
import { type Column, digestOf, readColumns, writeColumns } from './columns.ts';
import { fromNetarch } from './from-netarch.ts';
import { measure } from './metrics.ts';
import { tables, worse } from './table.ts';

const { values: options } = parseArgs({
  options: {
    baseline: { type: 'boolean' },
    only: { type: 'string' },
    pictures: { type: 'string' },
    worse: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});

/** One case, laid out by netarch. */
interface Placed extends Case {
  readonly digest: string;
  readonly placed: PlacedDiagram;
}

await main();

async function main(): Promise<void> {
  if (options.only !== undefined && (options.baseline || options.write))
    throw new Error('--only measures too little to write it.');
  const cases = (await allCases()).filter(({ group }) => options.only === undefined || group === options.only);
  if (cases.length === 0) throw new Error(`There is no group ${options.only}.`);
  const placed: Placed[] = [];
  for (const one of cases) placed.push({ ...one, digest: digestOf(one.diagram), placed: await layout(one.diagram) });
  const now: Column = {
    title: 'netarch',
    results: Object.fromEntries(
      placed.map((one) => [one.name, { digest: one.digest, figures: measure(fromNetarch(one.placed)) }]),
    ),
  };
  if (options.baseline) writeColumns('earlier-layout', [{ ...now, title: 'own layout, before' }]);
  const earlier = readColumns('earlier-layout');
  const text = tables(placed, [...earlier, now]);
  console.log(text);
  if (options.worse)
    for (const before of earlier) console.log(['', 'Worse than before:', ...worse(placed, before, now)].join('\n'));
  if (options.pictures !== undefined) drawAll(placed, options.pictures);
  if (options.write) writePart('diagrams', page(text));
}

function drawAll(all: readonly Placed[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, placed } of all) {
    writeFileSync(join(folder, `${fileName(name)}.netarch.svg`), written(placed, 'svg', { theme: 'light' }));
  }
}

function fileName(name: string): string {
  return name.replaceAll(/[^a-z0-9]+/gi, '-');
}

function page(text: string): string {
  return `## Diagrams

Written by \`npm run bench:quality -- --write\`. Counts are sums over the diagrams of a group; bends and sizes are means over its diagrams.

- Edges of one *bundle* mean the same: they leave or enter one resource with the same role and label. Lines and crossings count as an eye sees them:
  edges of a bundle that share a line are one line.
- *Bends* are counted for each edge. A curve has one for every 90° of its turns; less than 30° are none.
- *Detour* is the length of the edges, divided by the distances between the borders of their boxes. Distances are measured along level and upright
  lines, so an edge without a detour has 1. A slanted line can have less.
- *Own layout, before* is netarch's layout of November 2026, kept for comparison.
- \`-- --worse\` lists the diagrams that are worse than in that column, \`-- --pictures DIR\` writes all diagrams.

${text}
`;
}
