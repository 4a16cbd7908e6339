// Runs whole processes and measures what they use.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { median } from '#bench/tables.ts';
import { root } from '#scripts/root.ts';

/** What a process used, from its start to its end. */
export interface Usage {
  /** In milliseconds, as a clock sees it. */
  readonly wall: number;
  /** In milliseconds, of all threads. */
  readonly cpu: number;
  /** The peak of its resident memory. */
  readonly megabytes: number;
}

/** Processes that take longer are ended. In seconds. */
export const LIMIT = 120;

/** Runs the programs in turn, so that what else the machine does meets all alike. Medians; `undefined` for a program that takes too long. */
export function usages(programs: readonly (readonly string[])[], rounds: number): readonly (Usage | undefined)[] {
  const measured = programs.map((): (Usage | undefined)[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, words] of programs.entries()) {
      const own = measured[index] ?? [];
      if (!own.includes(undefined)) own.push(usageOf(words));
    }
  }
  return measured.map((own) => {
    const all = own.flatMap((usage) => usage ?? []);
    return all.length < own.length ? undefined : middle(all);
  });
}

function middle(all: readonly Usage[]): Usage {
  return {
    wall: median(all.map(({ wall }) => wall)),
    cpu: median(all.map(({ cpu }) => cpu)),
    megabytes: median(all.map(({ megabytes }) => megabytes)),
  };
}

/** What one run of a program uses; `undefined` if it takes too long. `limit` in seconds. Throws if it ends with another exit code than these. */
export function usageOf(words: readonly string[], limit = LIMIT, codes: readonly number[] = [0]): Usage | undefined {
  const start = performance.now();
  const { status, output, error } = spawnSync(process.execPath, ['--require', join(import.meta.dirname, 'usage.cjs'), ...words], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    timeout: limit * 1000,
    killSignal: 'SIGKILL',
  });
  const wall = performance.now() - start;
  if (error !== undefined && 'code' in error && error.code === 'ETIMEDOUT') return undefined;
  if (status === null || !codes.includes(status)) throw new Error(`${words.join(' ')} failed.`);
  const { cpu, maxRSS } = JSON.parse(output[3] ?? '') as { readonly cpu: number; readonly maxRSS: number };
  return { wall, cpu: cpu / 1000, megabytes: maxRSS / 1024 };
}
