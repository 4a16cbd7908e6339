// Runs all tests with a new seed and many more cases for each property. Prints the command that repeats the run. Arguments go to mocha.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { root } from './root.ts';

const { TEST_SEED: seed = String(randomInt(2 ** 31)), TEST_SCALE: scale = '40' } = process.env;
const words = process.argv.slice(2);
console.log(`TEST_SEED=${seed} TEST_SCALE=${scale} npm run test:soak${words.length === 0 ? '' : ` -- ${words.join(' ')}`}`);
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
// Without a time limit, because runs with many cases are slow.
const { status } = spawnSync(process.execPath, [mocha, '--timeout', '0', ...words], {
  cwd: root,
  env: { ...process.env, TEST_SEED: seed, TEST_SCALE: scale },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
