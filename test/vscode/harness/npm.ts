// npm's arguments and a folder → what npm printed; untouched by the settings of an `npm run` around us.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from './environment.ts';

/** Runs npm in a folder. Throws with npm's own words if it fails. */
export function npm(args: readonly string[], folder: string): string {
  const options = { cwd: folder, env: environment(), encoding: 'utf8', shell: process.platform === 'win32' } as const;
  return execFileSync('npm', [...args], options).trim();
}

/** Puts one package of an exact version into a folder of its own, without its install scripts. */
export function installPackage(name: string, version: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  npm(['install', `${name}@${version}`, ...quietly], folder);
}

/** For an install that runs no script, asks nobody and saves nothing. */
export const quietly: readonly string[] = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
