// Starts a program of netarch: `x.cjs` runs `x.main.cjs` beside it, with the compiled code of an earlier run where that is possible.
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { optimizeLess } from './optimize-less.ts';
import { run } from './run.ts';

optimizeLess();
const program = import.meta.filename.replace(/\.cjs$/, '.main.cjs');
const cache = cacheFile();
if (cache === undefined) createRequire(import.meta.filename)(program);
else run(program, cache);

/**
 * One file for each command, because each uses other functions. `undefined` if the user turned off Node's compile cache, if coverage is
 * measured, which compiled code makes less precise, and without a home.
 */
function cacheFile(): string | undefined {
  const { argv, env, platform } = process;
  if (env.NODE_DISABLE_COMPILE_CACHE !== undefined || env.NODE_V8_COVERAGE !== undefined) return undefined;
  try {
    const folder = cacheFolder({ platform, env, home: homedir() });
    const command = /^[a-z]+$/.exec(argv[2] ?? '') ?? [];
    return folder && join(folder, `${[basename(program, '.main.cjs'), ...command].join('-')}.code`);
  } catch {
    return undefined; // `homedir` throws for users that the system does not know.
  }
}
