// Nothing → tables of times for growing networks; with `--write` also in bench/RESULTS.md. Build first: the server measured is the built one.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import type { EngineTimes } from './engine.ts';
import { keystrokeTimes } from './keystroke.ts';
import { pictureTimes } from './picture.ts';
import { repeatedVpc } from './repeated-vpc.ts';

const times = 5;

const engine = table(
  ['VPCs', 'reach for everything', 'growth', 'memory', 'claims judged after an edit', ...connectionNames()],
  [50, 200, 1000].map(engineTimes).map((measured, index, all) => engineRow(measured, all[index - 1])),
);
console.log(engine);

const rows: (readonly string[])[] = [];
for (const count of [1, 10, 50, 200]) {
  const text = repeatedVpc(count);
  const picture = median(await pictureTimes(text, times));
  const keystroke = median(await keystrokeTimes(text, times));
  rows.push([`${count}`, `${text.split('\n').length}`, milliseconds(picture), milliseconds(keystroke)]);
}
const editor = table(['VPCs', 'lines', 'source → SVG', 'keystroke → diagnostics'], rows);
console.log(editor);

if (process.argv.includes('--write')) writeFileSync(join(root, 'bench', 'RESULTS.md'), page());

function page(): string {
  return `# How long it takes

One VPC has 2 zones, 4 subnets, a load balancer, 2 NAT gateways, 6 instances and a database. Medians of ${times} runs in a warm process,
on ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}. Made by \`npm run bench -- --write\`.

## The engine

One core. \`reach\` finds everything that can talk to everything; growth is the time against that of the row above, for as many times the VPCs. Memory is that of the whole
process, with the parsed text, before and after the first time. There are two claims for each VPC; all are judged again after the edit of one rule. Traces are both legs, in thousands a second.

${engine}

## The editor

The keystroke goes through the language server over stdio.

${editor}
`;
}

/** In a process of its own, so that its memory is its own. */
function engineTimes(vpcs: number): EngineTimes {
  const out = execFileSync(process.execPath, [join(root, 'bench/engine.ts'), `${vpcs}`], { encoding: 'utf8' });
  return JSON.parse(out);
}

function connectionNames(): readonly string[] {
  return [
    'all of them in turn',
    'instance → internet',
    'instance → database',
    'internet → load balancer',
    'instance → instance, refused',
  ];
}

function engineRow(measured: EngineTimes, before: EngineTimes | undefined): readonly string[] {
  const growth =
    before === undefined
      ? ''
      : `${(median(measured.reach) / median(before.reach)).toFixed(1)} for ${measured.vpcs / before.vpcs}`;
  return [
    `${measured.vpcs}`,
    milliseconds(median(measured.reach)),
    growth,
    `${Math.round(measured.megabytesBefore)} → ${Math.round(measured.megabytes)} MB`,
    `${measured.claims} in ${milliseconds(median(measured.judged))}`,
    ...connectionNames().map((name) => `${Math.round((measured.tracesPerSecond[name] ?? Number.NaN) / 1000)}`),
  ];
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  return [`| ${head.join(' | ')} |`, `|${'---:|'.repeat(head.length)}`, ...lines.map((line) => `| ${line.join(' | ')} |`)].join(
    '\n',
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
