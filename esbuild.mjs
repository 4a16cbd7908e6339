// Sources → the bundles in dist/ (scripts/bundles.ts), and the renderer of images with its fonts beside them. `--watch`: again after every change, and readable.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { build, context } from 'esbuild';
import { writeAssets } from './scripts/assets.ts';
import { bundles } from './scripts/bundles.ts';

const watching = process.argv.includes('--watch');
const all = bundles({ folder: 'dist', readable: watching });

mkdirSync('dist', { recursive: true });
const assets = writeAssets('dist');
if (watching) {
  for (const bundle of all) {
    await (await context({ ...bundle, logLevel: 'info' })).watch();
  }
} else {
  const results = await Promise.allSettled(all.map((bundle) => build(bundle)));
  await assets;
  const built = results.flatMap(({ value }) => value ?? []);
  // esbuild has already said what is wrong.
  process.exitCode = built.length === all.length ? 0 : 1;
  if (process.exitCode === 0) {
    chmodSync('dist/cli.cjs', 0o755);
    writeFileSync('dist/bundled.json', `${JSON.stringify(bundledFiles(built), null, 2)}\n`);
  }
}

// For the third-party notices: every file that ended up in a bundle.
function bundledFiles(results) {
  return [...new Set(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)))].sort();
}
