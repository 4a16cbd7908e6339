// Starts a VS Code server on a free port, and installs extensions into it.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { environment } from './environment.ts';
import type { Sandbox } from './sandbox.ts';
import type { VscodeServer } from './vscode-server.ts';

/** A running server. */
export interface RunningServer {
  /** `127.0.0.1:PORT` */
  readonly authority: string;
  /** The log so far, without errors about native modules that were not built, which the server tolerates. */
  log(): string;
  /** Stops the server and its child processes, and waits until they have ended. */
  stop(): Promise<void>;
}

/** Installs a .vsix. Throws with the output of the server if it fails. */
export async function installExtension(server: VscodeServer, sandbox: Sandbox, vsix: string): Promise<void> {
  const args = [server.main, ...folders(sandbox), '--install-extension', vsix, '--force'];
  const { stdout, stderr } = await promisify(execFile)(server.node, args, { env: serverEnvironment(sandbox) });
  if (!stdout.includes('successfully installed')) {
    throw new Error(`The VS Code server did not install ${vsix}:\n${stdout}\n${stderr}`);
  }
}

/** Starts the server. `env` reaches the extension host; `underTest` lets the page select an extension and a test suite to run. */
export async function startServer(
  server: VscodeServer,
  sandbox: Sandbox,
  { env = {}, underTest = false }: { readonly env?: Readonly<Record<string, string>>; readonly underTest?: boolean } = {},
): Promise<RunningServer> {
  const args = [server.main, ...folders(sandbox), ...listen, ...(underTest ? ['--enable-smoke-test-driver'] : [])];
  // Its own process group, so that stopping it also ends extension hosts and language servers.
  const child = spawn(server.node, args, {
    env: serverEnvironment(sandbox, env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const end = () => killGroup(child);
  process.once('exit', end);
  let log = '';
  const authority = await new Promise<string>((resolve, reject) => {
    const read = (text: Buffer) => {
      log += text.toString();
      const port = /Extension host agent listening on (\d+)/.exec(log)?.[1];
      if (port !== undefined) {
        resolve(`127.0.0.1:${port}`);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The VS Code server ended with ${code}:\n${log}`)));
  });
  const stop = async () => {
    end();
    await closed;
    process.removeListener('exit', end);
  };
  return { authority, log: () => log.split('\n').filter(isLogged).join('\n'), stop };
}

function isLogged(line: string): boolean {
  return /^\[\d\d:/.test(line);
}

const listen = [
  ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--disable-telemetry', '--disable-workspace-trust'],
  '--disable-getting-started-override',
];

function folders(sandbox: Sandbox): readonly string[] {
  return [
    '--accept-server-license-terms',
    ...['--server-data-dir', sandbox.serverData],
    ...['--user-data-dir', sandbox.userData],
    ...['--extensions-dir', sandbox.extensions],
  ];
}

// Without an extension gallery, so that nothing is downloaded.
function serverEnvironment(sandbox: Sandbox, extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return environment({
    HOME: sandbox.home,
    XDG_DATA_HOME: sandbox.home,
    XDG_CONFIG_HOME: sandbox.home,
    EXTENSIONS_GALLERY: '{}',
    ...extra,
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) {
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) {
      throw error;
    }
  }
}
