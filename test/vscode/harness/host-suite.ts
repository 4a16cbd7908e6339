// Runs a bundled mocha suite inside the extension host of a real VS Code, and returns its report.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { newPage } from './browser.ts';
import { createSandbox, removeSandbox, type Sandbox, workspaceFixture } from './sandbox.ts';
import { screenshot } from './screenshot.ts';
import { installExtension, type RunningServer, startServer } from './server-process.ts';
import type { VscodeServer } from './vscode-server.ts';

/** The tested extension: the folder of the repository as an extension under development, or the packed file, installed. */
export type Subject = { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'vsix'; readonly path: string };

/** The result of the suite. */
export interface HostRun {
  /** The output of mocha. */
  readonly report: string;
  readonly succeeded: boolean;
}

/** Runs the suite: a module that exports `run()`, as @vscode/test-electron wants it. A suite without a report has failed. */
export async function runInHost(server: VscodeServer, browser: Browser, subject: Subject, suite: string): Promise<HostRun> {
  const sandbox = createSandbox(workspaceFixture);
  const report = join(sandbox.folder, 'report.txt');
  try {
    const extension = await prepare(server, sandbox, subject);
    const running = await startServer(server, sandbox, { underTest: true, env: { NETARCH_TEST_REPORT: report } });
    try {
      const exit = await openUnderTest(await newPage(browser), running, sandbox, extension, suite);
      const text = existsSync(report) ? readFileSync(report, 'utf8') : 'The suite wrote no report.\n';
      const succeeded = exit.code === 0 && /^\s*\d+ passing\b/m.test(text);
      return { succeeded, report: succeeded ? text : `${exit.log}\n${running.log()}\n${text}` };
    } finally {
      await running.stop();
    }
  } finally {
    removeSandbox(sandbox);
  }
}

// Tests run only in a window with an extension under development. For an installed extension, that is an empty one.
async function prepare(server: VscodeServer, sandbox: Sandbox, subject: Subject): Promise<string> {
  if (subject.kind === 'folder') {
    return subject.path;
  }
  await installExtension(server, sandbox, subject.path);
  const driver = join(sandbox.folder, 'driver');
  mkdirSync(driver);
  const manifest = { name: 'driver', publisher: 'netarch-test', version: '0.0.1', engines: { vscode: '*' } };
  writeFileSync(join(driver, 'package.json'), JSON.stringify(manifest));
  return driver;
}

interface Exit {
  readonly code: number;
  readonly log: string;
}

// The workbench calls these two functions of its window: for each line of its log, and at the end of the suite.
async function openUnderTest(
  page: Page,
  running: RunningServer,
  sandbox: Sandbox,
  extension: string,
  suite: string,
): Promise<Exit> {
  const log: string[] = [];
  const remote = (path: string) => `vscode-remote://${running.authority}${pathToFileURL(path).pathname}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(suite)],
    ['skipWelcome', 'true'],
  ];
  const url = new URL(`http://${running.authority}/`);
  url.searchParams.set('folder', sandbox.workspace);
  url.searchParams.set('payload', JSON.stringify(payload));
  await page.exposeFunction('codeAutomationLog', (level: string, values: readonly unknown[]) => {
    log.push([level, ...values].join(' ').split('\n').slice(0, linesOfEntry).join('\n'));
  });
  const code = await new Promise<number>((resolve, reject) => {
    const limit = setTimeout(() => {
      log.push(`The suite did not end in ${minutes} minutes.`);
      resolve(1);
    }, minutes * 60_000);
    page
      .exposeFunction('codeAutomationExit', (exitCode: number) => {
        clearTimeout(limit);
        resolve(exitCode);
      })
      .then(() => page.goto(url.href))
      .catch(reject);
  });
  if (code !== 0) {
    await screenshot(page, 'extension-host');
  }
  await page.context().close();
  return { code, log: log.filter((entry) => !closing.test(entry)).join('\n') };
}

const minutes = 15;
const linesOfEntry = 5;
// Expected errors: closing the window cancels pending reads, and native modules were not built, which VS Code tolerates.
const closing = /Canceled|spdlog|native-watchdog|vsda/;
