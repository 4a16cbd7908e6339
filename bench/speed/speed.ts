// From source to SVG: whole processes and a warm one, beside raw elkjs, as text in Markdown.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areInstalled, peerPicture } from '#bench/quality/peers/peers.ts';
import { repeatedVpc } from '#bench/repeated-vpc.ts';
import { median, milliseconds, table } from '#bench/tables.ts';
import { root } from '#scripts/root.ts';
import { diagram, readText } from './drawing.ts';
import { LIMIT, type Usage, usages } from './processes.ts';
import { rawElkGraph } from './raw-elk.ts';
import type { WarmTimes } from './warm.ts';

/** The number of VPCs, how often each is drawn, and the goal. */
const COLD = [
  { vpcs: 1, rounds: 15, goal: 'no more than raw elkjs' },
  { vpcs: 10, rounds: 7, goal: '' },
  { vpcs: 50, rounds: 3, goal: '' },
  { vpcs: 200, rounds: 3, goal: '2.5 s' },
  { vpcs: 1000, rounds: 1, goal: '8 s, 1000 MB' },
] as const;

const GRAPHVIZ_ROUNDS = 3;

const WARM_GOALS: Readonly<Record<number, string>> = { 10: '0.50', 50: '0.25' };

/** Measures, and describes what was measured. Takes minutes. */
export async function speedText(): Promise<string> {
  const cold = table(
    ['VPCs', 'netarch: time', 'CPU', 'memory', 'elkjs: time', 'CPU', 'memory', 'netarch / elkjs: time', 'CPU', 'goal'],
    await coldRows(),
  );
  const { networks, rename, production } = warmTimes();
  const isBesideGraphviz = areInstalled();
  const rows: (readonly string[])[] = [];
  for (const { vpcs, netarch, elkjs, ratio } of networks) {
    const graphviz = isBesideGraphviz ? [await graphvizTime(vpcs)] : [];
    const [ours, others] = [milliseconds(netarch), milliseconds(elkjs)];
    rows.push([`${vpcs}`, ours, others, ratio.toFixed(2), WARM_GOALS[vpcs] ?? '', ...graphviz]);
  }
  const warm = table(['VPCs', 'netarch', 'elkjs', 'netarch / elkjs', 'goal', ...(isBesideGraphviz ? ['Graphviz'] : [])], rows);
  const edits = table(
    ['', 'time', 'goal'],
    [
      ['200 VPCs, one resource renamed', milliseconds(rename), '300 ms'],
      ['examples/production.netarch, nothing cached', milliseconds(production.nothingCached), '60 ms'],
      ['examples/production.netarch, unchanged', milliseconds(production.unchanged), '5.0 ms'],
    ],
  );
  return `The same networks as SVG. *elkjs* is one call of ELK's layered algorithm for all boxes and edges of the same diagram, across the borders of boxes, with
fixed sizes and without drawing: the least that a tool around ELK needs. netarch and elkjs run in turn; times are medians.

Whole processes: \`netarch render\`, and a script that loads elkjs. Processes are ended after ${LIMIT} s.

${cold}

In a warm process with the language server's settings of V8, from the text with nothing cached. The ratio is that of CPU times.${isBesideGraphviz ? ' *Graphviz* is `dot` in WebAssembly, from the diagram to its SVG.' : ''}

${warm}

After an edit, with everything else cached. *Unchanged* is what the language server needs if it drew the same diagram before.

${edits}`;
}

async function coldRows(): Promise<readonly (readonly string[])[]> {
  const folder = mkdtempSync(join(tmpdir(), 'netarch-bench-'));
  try {
    const rows: (readonly string[])[] = [];
    for (const { vpcs, rounds, goal } of COLD) {
      const [source, graph] = [join(folder, `${vpcs}.netarch`), join(folder, `${vpcs}.json`)];
      const text = repeatedVpc(vpcs);
      await readText(text);
      writeFileSync(source, text);
      writeFileSync(graph, JSON.stringify(rawElkGraph(diagram())));
      const render = [join(root, 'dist', 'cli.cjs'), 'render', source];
      // The first process keeps its compiled code for the others.
      if (rows.length === 0) usages([render], 1);
      const [netarch, elkjs] = usages([render, [join(import.meta.dirname, 'raw-elk-process.mjs'), graph]], rounds);
      rows.push([
        `${vpcs}`,
        ...cells(netarch),
        ...cells(elkjs),
        ratio(netarch?.wall, elkjs?.wall),
        ratio(netarch?.cpu, elkjs?.cpu),
        goal,
      ]);
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function cells(usage: Usage | undefined): readonly string[] {
  if (usage === undefined) return [`> ${LIMIT} s`, '', ''];
  return [seconds(usage.wall), seconds(usage.cpu), `${Math.round(usage.megabytes)} MB`];
}

function ratio(one: number | undefined, other: number | undefined): string {
  return one === undefined || other === undefined ? '' : (one / other).toFixed(2);
}

function seconds(value: number): string {
  return `${(value / 1000).toFixed(2)} s`;
}

/** In a process that has drawn the diagram before. `–` if it cannot, or takes too long. */
async function graphvizTime(vpcs: number): Promise<string> {
  await readText(repeatedVpc(vpcs));
  const one = diagram();
  const times: number[] = [];
  try {
    for (let round = 0; round <= GRAPHVIZ_ROUNDS; round += 1) {
      const start = performance.now();
      await peerPicture('graphviz', one);
      times.push(performance.now() - start);
    }
  } catch {
    return '–';
  }
  return milliseconds(median(times.slice(1)));
}

function warmTimes(): WarmTimes {
  return JSON.parse(execFileSync(process.execPath, [join(import.meta.dirname, 'warm.ts')], { encoding: 'utf8' }));
}
