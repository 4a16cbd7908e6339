// Downloads desktop VS Code and runs the extension host suites in it. VSCODE_VERSION selects the version.
import { runTests } from '@vscode/test-electron';
import { root } from '#scripts/root.ts';
import { bundleSuite } from './harness/bundle-suite.ts';
import { createSandbox, removeSandbox, workspaceFixture } from './harness/sandbox.ts';
import { testFolder } from './harness/vscode-server.ts';

const sandbox = createSandbox(workspaceFixture);
try {
  await runTests({
    version: process.env.VSCODE_VERSION ?? 'stable',
    cachePath: testFolder,
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuite(),
    launchArgs: [
      sandbox.workspace,
      '--disable-extensions',
      '--user-data-dir',
      sandbox.userData,
      '--extensions-dir',
      sandbox.extensions,
    ],
  });
} finally {
  removeSandbox(sandbox);
}
