// Package lock → installed dependencies and a Node that runs TypeScript. Plain JavaScript: this part starts on an older Node too.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const oldestNode = [22, 18];

/** Runs `npm ci` unless what is installed is what the lockfile asks for. Ends the process with a plain sentence if that fails. */
export function ensureInstalled() {
  if (isInstalled()) {
    return;
  }
  console.log('Installing dependencies (npm ci) …');
  const { status } = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
  if (status !== 0) {
    fail('npm ci failed: the lines above say why.');
  }
}

/** The path of a Node of version 22.18 or newer: the one among the dependencies, else the one that runs this. */
export function findNode() {
  const ours = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(ours)) {
    return ours;
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    fail(
      `Node ${oldestNode.join('.')} or newer is needed, this is ${process.versions.node}, and the install scripts that bring one were not run.`,
    );
  }
  return process.execPath;
}

/** Runs a program in the repository with its output shown; npm's own settings of an outer `npm run` stay. */
export function run(program, args, options = {}) {
  return spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
}

/** Prints one sentence and ends the process with exit code 1. */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

// npm keeps a list of what it installed; the optional packages of other platforms are in the lockfile only.
function isInstalled() {
  const list = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) {
    return false;
  }
  const installed = JSON.parse(readFileSync(list, 'utf8')).packages;
  const locked = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages);
  return locked.every(([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version);
}
