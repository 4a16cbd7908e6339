// The repository → the packed extension, made by vsce as for a release.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { environment } from './environment.ts';
import { testFolder } from './vscode-server.ts';

/** Packs the extension, building it first. Returns the path of the .vsix; throws with vsce's words if it refuses. */
export function packExtension(): string {
  mkdirSync(testFolder, { recursive: true });
  const vsix = join(testFolder, 'netarch.vsix');
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  execFileSync(process.execPath, [vsce, 'package', '--out', vsix], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return vsix;
}
