// Prints what each hostile text costs with each command: the steps that are counted, CPU seconds and peak memory of the whole process.
// Arguments: parts of names of kinds. Build first.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIMIT, usageOf } from '#bench/speed/processes.ts';
import { within } from '#language/network/budget.ts';
import { boundedReach } from '#language/trace/reach/reach.ts';
import { settleClaims } from '#language/validation/claims.ts';
import { root } from '#scripts/root.ts';
import { core, withDocument } from '#test/support/services.ts';
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
    const steps = await stepsOf(text());
    console.log(`| ${name} | ${COMMANDS.map((command) => cost(command, file, steps)).join(' | ')} |`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** The steps of all flows and expectations, and those of all connectivity, as far as the budget goes. */
function stepsOf(text: string): Promise<Steps> {
  return withDocument(
    text,
    (document) => {
      const { network } = core.netarch.netarch.Compiler.compile(document);
      const spentOn = (question: () => unknown): number => Math.round(within(Number.MAX_SAFE_INTEGER, question).spent);
      return { check: spentOn(() => settleClaims({ ...network })), reach: spentOn(() => boundedReach({ ...network })) };
    },
    { validation: false },
  );
}

type Steps = Readonly<Partial<Record<(typeof COMMANDS)[number], number>>>;

function cost(command: (typeof COMMANDS)[number], file: string, steps: Steps): string {
  const output = command === 'render' ? ['-o', `${file}.svg`] : [];
  const check = command === 'format' ? ['--check'] : [];
  // 0 and 1 are what a command says of the text, 2 that it refuses it.
  const used = usageOf([join(root, 'dist', 'cli.cjs'), command, file, ...output, ...check], SECONDS, [0, 1, 2]);
  if (used === undefined) return `> ${SECONDS} s`;
  const seconds = used.cpu / 1000;
  const isOver = seconds > GOAL.seconds || used.megabytes > GOAL.megabytes;
  const counted = steps[command];
  const work = counted === undefined ? '' : `${counted.toLocaleString('en-US')} steps, `;
  return `${isOver ? '**' : ''}${work}${seconds.toFixed(1)} s, ${used.megabytes.toFixed(0)} MB${isOver ? '**' : ''}`;
}
