// Prints benchmark tables for networks of growing size; `--write` also writes them to bench/RESULTS.md. Build first: it measures the built server.
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import type { EngineTimes } from './engine.ts';
import { keystrokeTimes } from './keystroke.ts';
import { repeatedVpc } from './repeated-vpc.ts';
import { writePart } from './results.ts';
import { speedText } from './speed/speed.ts';
import { median, milliseconds, table } from './tables.ts';

const times = 5;

const engine = table(
  ['VPCs', 'full reach', 'growth', 'memory', 'expectations checked after an edit', ...connectionNames()],
  [50, 200, 1000].map(engineTimes).map((measured, index, all) => engineRow(measured, all[index - 1])),
);
console.log(engine);

const rows: (readonly string[])[] = [];
for (const count of [1, 10, 50, 200]) {
  const text = repeatedVpc(count);
  const keystroke = median(await keystrokeTimes(text, times));
  rows.push([`${count}`, `${text.split('\n').length}`, milliseconds(keystroke)]);
}
const editor = table(['VPCs', 'lines', 'keystroke → diagnostics'], rows);
console.log(editor);

const speed = await speedText();
console.log(speed);

if (process.argv.includes('--write')) writePart('times', page());

function page(): string {
  return `Each VPC has 2 Availability Zones, 4 subnets, a load balancer, 2 NAT gateways, 6 instances and a database. Times are medians of ${times} runs in a warm process,
on ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}. Written by \`npm run bench -- --write\`.

## The engine

Measured on one core.

- *Full reach* is \`reach\` for all packets between all resources. *Growth* compares its time with the row above: "3.6 for 4" is 3.6 times the time for 4 times the VPCs.
- *Memory* is that of the whole process with the parsed text, before and after the first \`reach\`.
- There are two expectations for each VPC. All of them are checked again after one rule is edited.
- The last five columns are traces, forward and return, in thousands per second. *Mixed* runs the other four kinds in turn.

${engine}

## The editor

Keystrokes are sent to the language server over stdio.

${editor}

## From source to SVG

${speed}
`;
}

/** Runs in a separate process, so that memory is measured for this network alone. */
function engineTimes(vpcs: number): EngineTimes {
  const out = execFileSync(process.execPath, [join(root, 'bench/engine.ts'), `${vpcs}`], { encoding: 'utf8' });
  return JSON.parse(out);
}

function connectionNames(): readonly string[] {
  return ['mixed', 'instance → internet', 'instance → database', 'internet → load balancer', 'instance → instance, dropped'];
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
