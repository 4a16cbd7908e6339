// Temporary files beside the files that replace them later. None stays behind: those of this process are removed when a signal ends it,
// those of processes that were killed when the next one writes in the folder.
import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { codeOf } from './reason.ts';

/** Calls `use` with the path of a new temporary file in the folder, and removes the file afterwards if it still exists. */
export async function withDraft<T>(folder: string, use: (draft: string) => Promise<T>): Promise<T> {
  await removeLeftovers(folder);
  const draft = join(folder, `${PREFIX}${process.pid}-${randomBytes(8).toString('hex')}${SUFFIX}`);
  if (drafts.size === 0) for (const signal of SIGNALS) process.on(signal, end);
  drafts.add(draft);
  try {
    return await use(draft);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
    drafts.delete(draft);
    if (drafts.size === 0) for (const signal of SIGNALS) process.off(signal, end);
  }
}

const drafts = new Set<string>();

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Removes the temporary files, then lets the signal do what it would have done. */
function end(signal: NodeJS.Signals): void {
  for (const draft of drafts) rmSync(draft, { force: true });
  process.off(signal, end);
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

// The name says which process of which machine wrote the file, because folders may be shared. It is short: the target's name may be as long as names can be.
const PREFIX = `.netarch-${createHash('sha256').update(hostname()).digest('hex').slice(0, 8)}-`;
const SUFFIX = '.tmp';

const swept = new Set<string>();

async function removeLeftovers(folder: string): Promise<void> {
  if (swept.has(folder)) return;
  swept.add(folder);
  // A folder that cannot be listed can still be written to.
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isLeftover)) await rm(join(folder, name)).catch(() => undefined);
}

function isLeftover(name: string): boolean {
  if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) return false;
  const process = /^(\d{1,10})-[\da-f]{16}$/.exec(name.slice(PREFIX.length, -SUFFIX.length))?.[1];
  return process !== undefined && !isRunning(Number(process));
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}
