// The repository → the packed extension, made by vsce as for a release.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { environment } from './environment.ts';
import { testFolder } from './vscode-server.ts';

/** Where the packed extension lies. */
export const packedExtension = join(testFolder, 'netarch.vsix');

/** Packs the extension, building it first. Throws with vsce's words if it refuses. */
export function packExtension(): void {
  mkdirSync(testFolder, { recursive: true });
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  execFileSync(process.execPath, [vsce, 'package', '--out', packedExtension], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
