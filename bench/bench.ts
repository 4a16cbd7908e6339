// Nothing → a table of times for growing networks; with `--write` also in bench/RESULTS.md. Build first: the server measured is the built one.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { keystrokeTimes } from './keystroke.ts';
import { pictureTimes } from './picture.ts';
import { repeatedVpc } from './repeated-vpc.ts';

const repetitions = [1, 10, 50, 200];
const times = 5;

const rows: string[] = [];
for (const count of repetitions) {
  const text = repeatedVpc(count);
  const picture = median(await pictureTimes(text, times));
  const keystroke = median(await keystrokeTimes(text, times));
  rows.push(`| ${[count, text.split('\n').length, milliseconds(picture), milliseconds(keystroke)].join(' | ')} |`);
  console.log(`${count} VPCs: source → SVG ${milliseconds(picture)}, keystroke → diagnostics ${milliseconds(keystroke)}`);
}
if (process.argv.includes('--write')) {
  writeFileSync(join(root, 'bench', 'RESULTS.md'), page());
}

function page(): string {
  const head = ['VPCs', 'lines', 'source → SVG', 'keystroke → diagnostics'];
  return `# How long it takes

One VPC has 2 zones, 4 subnets, a load balancer, 2 NAT gateways, 6 instances and a database. Medians of ${times} runs in a warm process,
on ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}. The keystroke goes through the language server over stdio.

| ${head.join(' | ')} |
|${'---:|'.repeat(head.length)}
${rows.join('\n')}
`;
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
