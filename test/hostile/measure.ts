// Prints what each hostile text costs with each command: CPU seconds and peak memory of the whole process. Arguments: parts of names of kinds. Build first.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIMIT, usageOf } from '#bench/speed/processes.ts';
import { root } from '#scripts/root.ts';
import { KINDS } from './kinds.ts';

const COMMANDS = ['check', 'reach', 'render', 'format'] as const;
const GOAL = { seconds: 5, megabytes: 512 };
const SECONDS = Math.min(60, LIMIT);

const wanted = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'netarch-hostile-'));
try {
  console.log(`| kind | ${COMMANDS.join(' | ')} |\n|---|${COMMANDS.map(() => '---:|').join('')}`);
  for (const [index, { name, text }] of KINDS.entries()) {
    if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
    const file = join(folder, `kind-${index}.netarch`);
    writeFileSync(file, text());
    console.log(`| ${name} | ${COMMANDS.map((command) => cost(command, file)).join(' | ')} |`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function cost(command: (typeof COMMANDS)[number], file: string): string {
  const output = command === 'render' ? ['-o', `${file}.svg`] : [];
  const check = command === 'format' ? ['--check'] : [];
  // 0 and 1 are what a command says of the text, 2 that it refuses it.
  const used = usageOf([join(root, 'dist', 'cli.cjs'), command, file, ...output, ...check], SECONDS, [0, 1, 2]);
  if (used === undefined) return `> ${SECONDS} s`;
  const seconds = used.cpu / 1000;
  const isOver = seconds > GOAL.seconds || used.megabytes > GOAL.megabytes;
  return `${isOver ? '**' : ''}${seconds.toFixed(1)} s, ${used.megabytes.toFixed(0)} MB${isOver ? '**' : ''}`;
}
