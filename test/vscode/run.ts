// Runs every suite in a real VS Code, the VS Code server with Chromium as its window, and prints the mocha reports.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { launchBrowser } from './harness/browser.ts';
import { bundleSuite } from './harness/bundle-suite.ts';
import { findChromium } from './harness/chromium.ts';
import { runInHost, type Subject } from './harness/host-suite.ts';
import { packExtension, packedExtension } from './harness/pack.ts';
import { installVscodeServer, type VscodeServer } from './harness/vscode-server.ts';

process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));

try {
  // Reports missing files before downloading half a gigabyte.
  findChromium();
  const server = installVscodeServer();
  packExtension();
  const inHost = await runHostSuites(server);
  const inWindow = runWindowSuites();
  process.exitCode = inHost && inWindow ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function runHostSuites(server: VscodeServer): Promise<boolean> {
  const suite = await bundleSuite();
  const subjects: readonly Subject[] = [
    { kind: 'folder', path: root },
    { kind: 'vsix', path: packedExtension },
  ];
  const browser = await launchBrowser();
  let succeeded = true;
  try {
    for (const subject of subjects) {
      console.log(`\nIn the extension host, ${subject.kind === 'folder' ? 'from the folder' : 'the packed extension'}:`);
      const run = await runInHost(server, browser, subject, suite);
      console.log(run.report);
      succeeded &&= run.succeeded;
    }
  } finally {
    await browser.close();
  }
  return succeeded;
}

function runWindowSuites(): boolean {
  console.log('\nIn the window, the packed extension:');
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const config = join(root, 'test', 'vscode', 'ui', 'mocharc.json');
  return spawnSync(process.execPath, [mocha, '--config', config], { cwd: root, stdio: 'inherit' }).status === 0;
}
