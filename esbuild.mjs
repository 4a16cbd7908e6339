// Sources → the bundles in dist/ with source maps: the extension, the language server and its drawing thread, the command line and the webview's page.
// `--watch`: again after every change, and readable.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { build, context } from 'esbuild';

const watching = process.argv.includes('--watch');

const shared = {
  bundle: true,
  sourcemap: true,
  metafile: true,
  minify: !watching,
  keepNames: true,
  logLevel: 'warning',
  absWorkingDir: import.meta.dirname,
};
const inNode = {
  ...shared,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  // CommonJS has no `import.meta`.
  define: { 'import.meta.filename': '__filename' },
};

const bundles = [
  { ...inNode, entryPoints: ['client/extension.ts'], outfile: 'dist/extension.cjs', external: ['vscode'] },
  { ...inNode, entryPoints: ['server/main.ts'], outfile: 'dist/server.cjs' },
  { ...inNode, entryPoints: ['server/drawing/drawing-thread.ts'], outfile: 'dist/drawing-thread.cjs' },
  { ...inNode, entryPoints: ['server/cli/main.ts'], outfile: 'dist/cli.cjs', banner: { js: cliHead() } },
  {
    ...shared,
    platform: 'browser',
    target: 'es2023',
    format: 'iife',
    entryPoints: ['client/webview/main.ts'],
    outfile: 'dist/webview.js',
    loader: { '.css': 'text' },
  },
];

if (watching) {
  for (const bundle of bundles) {
    await (await context({ ...bundle, logLevel: 'info' })).watch();
  }
} else {
  mkdirSync('dist', { recursive: true });
  const results = await Promise.allSettled(bundles.map((bundle) => build(bundle)));
  const built = results.flatMap(({ value }) => value ?? []);
  // esbuild has already said what is wrong.
  process.exitCode = built.length === bundles.length ? 0 : 1;
  if (process.exitCode === 0) {
    chmodSync('dist/cli.cjs', 0o755);
    writeFileSync('dist/bundled.json', `${JSON.stringify(bundledFiles(built), null, 2)}\n`);
  }
}

// A Node that is too old gets a sentence instead of a stack trace.
function cliHead() {
  return [
    '#!/usr/bin/env node',
    "if (Number(process.versions.node.split('.')[0]) < 22) {",
    "  console.error('netarch needs Node 22 or newer, this is ' + process.versions.node + '.');",
    '  process.exit(2);',
    '}',
  ].join('\n');
}

// For the third-party notices: every file that ended up in a bundle.
function bundledFiles(results) {
  return [...new Set(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)))].sort();
}
