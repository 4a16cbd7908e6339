// Nothing → a folder for one run of VS Code: settings, installed extensions, a copy of the workspace; gone afterwards.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';

/** Paths of one run. */
export interface Sandbox {
  readonly folder: string;
  readonly userData: string;
  readonly serverData: string;
  readonly extensions: string;
  readonly home: string;
  /** The opened folder: a copy, tests may write into it. */
  readonly workspace: string;
}

/** The files that the tests open. */
export const workspaceFixture = join(root, 'test', 'vscode', 'workspace');

/** Makes the folders. The path is short: VS Code puts a socket into it, whose path may have about 100 characters. */
export function createSandbox(workspace: string, settings: Settings = {}): Sandbox {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'netarch-')));
  const sandbox = {
    folder,
    userData: join(folder, 'user'),
    serverData: join(folder, 'server'),
    extensions: join(folder, 'extensions'),
    home: join(folder, 'home'),
    workspace: join(folder, 'workspace'),
  };
  mkdirSync(join(sandbox.userData, 'User'), { recursive: true });
  mkdirSync(sandbox.extensions);
  mkdirSync(sandbox.home);
  cpSync(workspace, sandbox.workspace, { recursive: true });
  writeFileSync(join(sandbox.userData, 'User', 'settings.json'), JSON.stringify({ ...quiet, ...settings }, null, 2));
  return sandbox;
}

/** Removes it all; a process that is just ending may still hold a file. */
export function removeSandbox(sandbox: Sandbox): void {
  rmSync(sandbox.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** User settings by their names. */
export type Settings = Readonly<Record<string, unknown>>;

// A workbench that asks nothing, fetches nothing and looks the same every time.
const quiet: Settings = {
  'chat.agentHost.enabled': false,
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'task.autoDetect': 'off',
  'telemetry.telemetryLevel': 'off',
  'typescript.tsserver.enabled': false,
  'update.mode': 'none',
  'window.commandCenter': false,
  'window.confirmBeforeClose': 'never',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};
