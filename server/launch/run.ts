// Runs a program in CommonJS, with the compiled code of an earlier run.
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { constants, Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { keepCode, keptCode } from './code-cache.ts';

/** How long a thread works before its code is kept. A thread is ended from outside, without a last word. */
const THREAD = 5000;

/**
 * Runs the file. If `cache` has no code for it, its code is written there when the process ends, with all functions that were used, and not if
 * the exit code is that of invalid usage. Node's own compile cache (`module.enableCompileCache`) lacks these functions: ELK alone compiles
 * 200 ms of them.
 */
export function run(file: string, cache: string): void {
  const source = readFileSync(file);
  const cachedData = keptCode(cache, source);
  const script = new Script(Module.wrap(source.toString()), {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData && { cachedData }),
  });
  if (cachedData === undefined || script.cachedDataRejected === true) {
    const keep = (): void => keepCode(cache, source, script.createCachedData());
    if (isMainThread) process.once('exit', (code) => code === 2 || keep());
    else setTimeout(keep, THREAD).unref();
  }
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
}
