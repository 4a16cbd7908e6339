// Installs dependencies and finds a Node that runs TypeScript. It is JavaScript, so that it also runs on an older Node.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The absolute path of the root folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const oldestNode = [22, 18];

/** Runs `npm ci` unless the installed packages match the lockfile. If it fails, prints a message and ends the process. */
export function ensureInstalled() {
  if (isUpToDate()) {
    return;
  }
  console.log('Installing dependencies (npm ci) …');
  const { status } = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
  if (status !== 0) {
    fail('npm ci failed. See the output above.');
  }
}

/** The path of Node 22.18 or newer: the one in node_modules, otherwise the running one. */
export function findNode() {
  const ours = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(ours)) {
    return ours;
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    fail(
      `Node ${oldestNode.join('.')} or newer is required, but this is ${process.versions.node}. The install scripts of the dependencies, which provide one, did not run.`,
    );
  }
  return process.execPath;
}

/** Runs a program in the repository and shows its output. It inherits the npm settings of an outer `npm run`. */
export function run(program, args, options = {}) {
  return spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
}

/** Prints a message and ends the process with exit code 1. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}

// npm records what it installed. Optional packages of other platforms are in the lockfile only.
function isUpToDate() {
  const list = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) {
    return false;
  }
  const installed = JSON.parse(readFileSync(list, 'utf8')).packages;
  const locked = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages);
  return locked.every(([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version);
}
