// `npm test` and `npm run check`: install dependencies, then run all checks (and all tests) and print totals.
import { join } from 'node:path';
import { ensureInstalled, findNode, root, run } from './install.mjs';
import { ensureKernelTools } from './kernel-tools.mjs';

ensureInstalled();
if (!process.argv.includes('check')) {
  ensureKernelTools();
}
const { status } = run(findNode(), [join(root, 'scripts', 'verify.ts'), ...process.argv.slice(2)]);
process.exit(status ?? 1);
