// One VS Code server with the packed extension and one browser for all window suites; each suite gets a window with a fresh folder.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, newPage } from '#test/vscode/harness/browser.ts';
import { packedExtension } from '#test/vscode/harness/pack.ts';
import { createSandbox, removeSandbox, type Sandbox, workspaceFixture } from '#test/vscode/harness/sandbox.ts';
import { screenshot } from '#test/vscode/harness/screenshot.ts';
import { installExtension, type RunningServer, startServer } from '#test/vscode/harness/server-process.ts';
import { installVscodeServer } from '#test/vscode/harness/vscode-server.ts';
import { openWorkbench, type Workbench } from '#test/vscode/harness/workbench.ts';

interface Session {
  readonly sandbox: Sandbox;
  readonly server: RunningServer;
  readonly browser: Browser;
}

let session: Session | undefined;
let windows = 0;

/** Hooks for mocha's `--require`: run before the first test and after the last. */
export const mochaHooks = {
  async beforeAll(): Promise<void> {
    const vscode = installVscodeServer();
    const browser = await launchBrowser();
    const sandbox = createSandbox(workspaceFixture);
    await installExtension(vscode, sandbox, packedExtension);
    const server = await startServer(vscode, sandbox);
    session = { sandbox, server, browser };
  },
  async afterAll(): Promise<void> {
    if (session !== undefined) {
      await session.browser.close();
      await session.server.stop();
      removeSandbox(session.sandbox);
    }
  },
};

/**
 * Call it in a `describe`: it opens a window with a copy of the test workspace before the first test and closes it after the last.
 * A failed test saves a screenshot. Returns a function, because the window exists only while the tests run. `prepare` gets the folder before it
 * is opened.
 */
export function inWindow(prepare: (folder: string) => void = () => {}): () => Workbench {
  let workbench: Workbench | undefined;
  before(async () => {
    workbench = await openWindow(prepare);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && workbench !== undefined) {
      await screenshot(workbench.page, this.currentTest.fullTitle());
      console.log(session?.server.log());
    }
  });
  after(async () => {
    await workbench?.page.context().close();
  });
  return () => {
    if (workbench === undefined) {
      throw new Error('The window is not open yet.');
    }
    return workbench;
  };
}

async function openWindow(prepare: (folder: string) => void): Promise<Workbench> {
  if (session === undefined) {
    throw new Error('No VS Code server is running: start mocha with test/vscode/ui/mocharc.json.');
  }
  windows += 1;
  const folder = join(session.sandbox.folder, `window-${windows}`);
  cpSync(workspaceFixture, folder, { recursive: true });
  prepare(folder);
  return openWorkbench(await newPage(session.browser), session.server, folder);
}
