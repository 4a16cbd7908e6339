// `npm run demo`: a fresh clone → the first picture, and where it lies.
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
  'No picture was drawn.',
);
if (!existsSync(picture)) {
  fail('No picture was drawn.');
}
console.log(`\nThe picture lies at ${picture}`);

function must(args, sentence) {
  if (run(node, args).status !== 0) {
    fail(`${sentence} The lines above say why.`);
  }
}
