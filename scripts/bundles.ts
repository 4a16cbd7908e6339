// What the build makes: the extension, the programs for Node (the language server, its drawing thread, the command line), and the webview's page.
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { root } from './root.ts';

/** The folder to write to, and whether people read the result: then it is not minified. */
export interface Target {
  readonly folder: string;
  readonly readable: boolean;
}

/** All bundles, with source maps. */
export function bundles(target: Target): readonly BuildOptions[] {
  const { inNode, shared } = options(target);
  return [
    {
      ...inNode,
      entryPoints: ['client/extension.ts'],
      outfile: join(target.folder, 'extension.cjs'),
      external: ['vscode'],
    },
    ...programs(target),
    {
      ...shared,
      minifyIdentifiers: !target.readable,
      platform: 'browser',
      target: 'es2023',
      format: 'iife',
      entryPoints: ['client/webview/main.ts'],
      outfile: join(target.folder, 'webview.js'),
      loader: { '.css': 'text' },
    },
  ];
}

/** The programs for Node. Each consists of a file that starts it (`cli.cjs`) and the program itself (`cli.main.cjs`). */
export function programs(target: Target): readonly BuildOptions[] {
  const { inNode } = options(target);
  const program = (name: string, entry: string, head = ''): readonly BuildOptions[] => [
    {
      ...inNode,
      entryPoints: ['server/launch/launch.ts'],
      outfile: join(target.folder, `${name}.cjs`),
      banner: { js: head },
    },
    { ...inNode, entryPoints: [entry], outfile: join(target.folder, `${name}.main.cjs`) },
  ];
  return [
    ...program('server', 'server/main.ts'),
    ...program('drawing-thread', 'server/drawing/drawing-thread.ts'),
    ...program('cli', 'server/cli/main.ts', CLI_HEAD),
  ];
}

function options({ readable }: Target) {
  const shared = {
    bundle: true,
    sourcemap: true,
    metafile: true,
    minifyWhitespace: !readable,
    minifySyntax: !readable,
    logLevel: 'warning',
    absWorkingDir: root,
  } as const;
  const inNode = {
    ...shared,
    // Identifiers stay: with short ones Node needs 70 ms more to load ELK.
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    // CommonJS has no `import.meta`.
    define: { 'import.meta.filename': '__filename' },
  } as const;
  return { shared, inNode };
}

// A Node that is too old gets a sentence instead of a stack trace.
const CLI_HEAD = [
  '#!/usr/bin/env node',
  "if (Number(process.versions.node.split('.')[0]) < 22) {",
  "  console.error('netarch needs Node 22 or newer, this is ' + process.versions.node + '.');",
  '  process.exit(2);',
  '}',
].join('\n');
