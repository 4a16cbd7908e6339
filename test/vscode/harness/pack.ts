// Packs the extension with vsce, as for a release.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { environment } from './environment.ts';
import { testFolder } from './vscode-server.ts';

/** The path of the packed extension. */
export const packedExtension = join(testFolder, 'netarch.vsix');

/** Builds and packs the extension. Throws with the output of vsce if it fails. */
export function packExtension(): void {
  mkdirSync(testFolder, { recursive: true });
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  execFileSync(process.execPath, [vsce, 'package', '--out', packedExtension], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
