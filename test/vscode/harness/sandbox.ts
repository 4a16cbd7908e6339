// A temporary folder for one run of VS Code: settings, installed extensions, and a copy of the workspace.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';

/** The paths of one run. */
export interface Sandbox {
  readonly folder: string;
  readonly userData: string;
  readonly serverData: string;
  readonly extensions: string;
  readonly home: string;
  /** The open folder. It is a copy, so tests may change it. */
  readonly workspace: string;
}

/** The files that the tests open. */
export const workspaceFixture = join(root, 'test', 'vscode', 'workspace');

/** Creates the folders. The path is short, because VS Code creates a socket in it, whose path is limited to about 100 characters. */
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

/** Removes the folders. It retries, because an ending process may still use a file. */
export function removeSandbox(sandbox: Sandbox): void {
  rmSync(sandbox.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** User settings by name. */
export type Settings = Readonly<Record<string, unknown>>;

// Settings for a workbench without prompts and downloads, which always looks the same.
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
