// `npm run demo`: draws a first diagram from a fresh clone, and prints its path.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, fail, findNode, root, run } from './install.mjs';

ensureInstalled();
const node = findNode();
const picture = join(root, 'out', 'production.svg');
mkdirSync(join(root, 'out'), { recursive: true });
must([join(root, 'esbuild.mjs')], 'The build failed.');
must(
  [join(root, 'dist', 'cli.cjs'), 'render', join(root, 'examples', 'production.netarch'), '-o', picture],
  'No diagram was drawn.',
);
if (!existsSync(picture)) {
  fail('No diagram was drawn.');
}
console.log(`\nDiagram: ${picture}`);

function must(args, message) {
  if (run(node, args).status !== 0) {
    fail(`${message} See the output above.`);
  }
}
