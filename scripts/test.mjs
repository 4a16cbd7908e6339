// `npm test`, `npm run check`: a fresh clone → dependencies installed, every check (and every test) run, and the sum of them.
import { join } from 'node:path';
import { ensureInstalled, findNode, root, run } from './install.mjs';
import { ensureKernelTools } from './kernel-tools.mjs';

ensureInstalled();
if (!process.argv.includes('check')) {
  ensureKernelTools();
}
const { status } = run(findNode(), [join(root, 'scripts', 'verify.ts'), ...process.argv.slice(2)]);
process.exit(status ?? 1);
