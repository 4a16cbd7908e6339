// Measures the quality of diagrams, netarch's and those of its peers, and prints tables.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { layout } from '#language/view/layout/layout.ts';
import { written } from '#language/view/write.ts';
import { writePart } from '../results.ts';
import { allCases, type Case } from './cases.ts';
import { type Column, digestOf, type Result, readColumns, writeColumns } from './columns.ts';
import { fromNetarch } from './from-netarch.ts';
import { measure } from './metrics.ts';
import { PEERS, type Peer, peerDrawing, peerPicture, versions } from './peers/peers.ts';
import { page } from './results-page.ts';
import { type Entry, tables, worse } from './table.ts';

const { values: options } = parseArgs({
  options: {
    /** Writes the figures of the present layout as those of the earlier one. */
    baseline: { type: 'boolean' },
    /** Measures one group only. */
    only: { type: 'string' },
    /** Runs the peers, instead of taking their figures from the file. */
    peers: { type: 'boolean' },
    /** Writes the diagrams to this folder, those of the peers only together with `--peers`. */
    pictures: { type: 'string' },
    /** Lists the diagrams that are worse than with the earlier layout. */
    worse: { type: 'boolean' },
    /** Writes the tables to bench/RESULTS.md, and with `--peers` the figures of the peers. */
    write: { type: 'boolean' },
  },
});

type Entries = readonly (Case & Entry)[];

await main();

async function main(): Promise<void> {
  if (options.only !== undefined && (options.baseline || options.write))
    throw new Error('--only measures too little to write it.');
  const entries = (await allCases())
    .filter(({ group }) => options.only === undefined || group === options.only)
    .map((one) => ({ ...one, digest: digestOf(one.diagram) }));
  if (entries.length === 0) throw new Error(`There is no group ${options.only}.`);
  const now = await netarch(entries);
  if (options.baseline) writeColumns('earlier-layout', [{ ...now, title: 'own layout, before' }]);
  const earlier = readColumns('earlier-layout');
  const peers = options.peers ? await runPeers(entries) : readColumns('peers');
  if (options.peers && options.write) writeColumns('peers', peers);
  const text = tables(entries, [...earlier, now, ...peers]);
  console.log(text);
  if (options.worse)
    for (const before of earlier) console.log(['', 'Worse than before:', ...worse(entries, before, now)].join('\n'));
  if (options.write) writePart('diagrams', page(text, peers));
}

async function netarch(entries: Entries): Promise<Column> {
  const results = await resultsOf(entries, ({ name, diagram, digest }) => {
    const placed = layout(diagram);
    draw(name, 'netarch', written(placed, 'svg', { theme: 'light' }));
    return { digest, figures: measure(fromNetarch(placed)) };
  });
  return { title: 'netarch', results };
}

async function runPeers(entries: Entries): Promise<readonly Column[]> {
  const columns: Column[] = [];
  for (const peer of PEERS) columns.push(await runPeer(peer, entries));
  return columns;
}

async function runPeer({ name: peer, title, packageName }: Peer, entries: Entries): Promise<Column> {
  console.error(`Laying out ${entries.length} diagrams with ${title} …`);
  const results = await resultsOf(entries, async ({ name, diagram, digest }) => {
    const drawing = await peerDrawing(peer, diagram);
    if ('failure' in drawing) return { digest, failure: drawing.failure };
    if (options.pictures !== undefined) draw(name, peer, await peerPicture(peer, diagram));
    return { digest, figures: measure(drawing) };
  });
  return { title, version: `${packageName} ${versions()[packageName]}`, results };
}

/** One after the other. */
async function resultsOf(
  entries: Entries,
  resultOf: (entry: Entries[number]) => Result | Promise<Result>,
): Promise<Readonly<Record<string, Result>>> {
  const results: [string, Result][] = [];
  for (const entry of entries) results.push([entry.name, await resultOf(entry)]);
  return Object.fromEntries(results);
}

function draw(name: string, layoutName: string, svg: string): void {
  if (options.pictures === undefined) return;
  mkdirSync(options.pictures, { recursive: true });
  writeFileSync(join(options.pictures, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.${layoutName}.svg`), svg);
}
