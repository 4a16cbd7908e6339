// Bundles each suite into one CommonJS file, which the extension host can load.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '#scripts/root.ts';
import { testFolder } from './vscode-server.ts';

/** Bundles test/vscode/suite. Returns the path of the module that exports `run()`. */
export async function bundleSuite(): Promise<string> {
  const sources = join(root, 'test', 'vscode', 'suite');
  const outdir = join(testFolder, 'suite');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: readdirSync(sources)
      .filter((name) => name === 'index.ts' || name.endsWith('.test.ts'))
      .map((name) => join(sources, name)),
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    sourcemap: 'inline',
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return join(outdir, 'index.cjs');
}
