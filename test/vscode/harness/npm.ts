// Runs npm, independent of the settings of an outer `npm run`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from './environment.ts';

/** Runs npm in a folder and returns its output. Throws with the error output of npm if it fails. */
export function npm(args: readonly string[], folder: string): string {
  const options = { cwd: folder, env: environment(), encoding: 'utf8', shell: process.platform === 'win32' } as const;
  return execFileSync('npm', [...args], options).trim();
}

/** Installs one package of an exact version into its own folder, without install scripts. */
export function installPackage(name: string, version: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  npm(['install', `${name}@${version}`, ...quietly], folder);
}

/** Options for an install without scripts, prompts and changes to package.json. */
export const quietly: readonly string[] = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
