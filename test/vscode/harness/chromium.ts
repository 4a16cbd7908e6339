// Finds Chromium, or installs it from the Debian package or with Playwright.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { environment } from './environment.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** The path of the browser. Throws with a list of what was tried. */
export function findChromium(): string {
  const found = installedChromium() ?? fromDebian() ?? fromPlaywright();
  if (found === undefined) {
    throw new Error(
      'The tests in VS Code need Chromium. None is installed (CHROMIUM_PATH is not set), Debian’s package could not be installed ' +
        '(that takes apt-get and root), and Playwright could not download one. Install Chromium, or set CHROMIUM_PATH.',
    );
  }
  return found;
}

/** The path of a browser that is there already. Throws if `CHROMIUM_PATH` names none. */
export function installedChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  return given === undefined ? installed() : existing(given, 'CHROMIUM_PATH');
}

function existing(path: string, source: string): string {
  if (!existsSync(path)) {
    throw new Error(`${source} is ${path}, but there is no such file.`);
  }
  return path;
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const system = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
  return system ?? downloaded();
}

function downloaded(): string | undefined {
  return [chromium.executablePath()].find((path) => existsSync(path));
}

function fromDebian(): string | undefined {
  if (process.getuid?.() !== 0 || !succeeds('apt-get', ['--version'])) {
    return undefined;
  }
  console.log('Installing Chromium (apt-get install chromium) …');
  succeeds('apt-get', ['update', '-qq']);
  succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  return installed();
}

function fromPlaywright(): string | undefined {
  console.log('Downloading Chromium (playwright install chromium) …');
  const cli = join(createRequire(import.meta.url).resolve('playwright-core/package.json'), '..', 'cli.js');
  return succeeds(process.execPath, [cli, 'install', 'chromium']) ? downloaded() : undefined;
}

function succeeds(program: string, args: readonly string[]): boolean {
  const env = environment({ DEBIAN_FRONTEND: 'noninteractive' });
  return spawnSync(program, [...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}
