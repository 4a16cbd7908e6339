// Runs a command, shows its output, and counts the checks or tests that passed and failed.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './root.ts';

/** One command that must succeed before a change is merged. */
export interface Step {
  readonly title: string;
  /** A program in node_modules/.bin or on the PATH, and its arguments. */
  readonly command: readonly [string, ...string[]];
  /** `check` counts as one, by its exit code. `tests` counts the tests in the mocha reports, and fails without a report. */
  readonly counts: 'check' | 'tests';
}

/** The numbers of passed and failed checks or tests. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** Runs a step and shows its output. */
export async function runStep(step: Step): Promise<Count> {
  console.log(`\n▸ ${step.title}`);
  const { output, succeeded } = await show(step.command);
  return step.counts === 'check' ? { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 } : countTests(output, succeeded);
}

/** Adds up the mocha reports in an output. A run without tests, or one that fails outside its tests, counts one failure. */
export function countTests(output: string, succeeded: boolean): Count {
  const passed = sum(output, /^\s*(\d+) passing\b/gm);
  const failed = sum(output, /^\s*(\d+) failing\b/gm);
  const failedOtherwise = failed === 0 && (!succeeded || passed === 0);
  return { passed, failed: failedOtherwise ? 1 : failed };
}

function sum(output: string, pattern: RegExp): number {
  let total = 0;
  for (const [, digits] of output.matchAll(pattern)) {
    total += Number(digits);
  }
  return total;
}

interface Shown {
  readonly output: string;
  readonly succeeded: boolean;
}

async function show([program, ...args]: Step['command']): Promise<Shown> {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATH: path } });
  let output = '';
  child.stdout.on('data', (text: Buffer) => {
    output += text.toString();
    process.stdout.write(text);
  });
  child.stderr.on('data', (text: Buffer) => process.stderr.write(text));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { output, succeeded: code === 0 };
}
