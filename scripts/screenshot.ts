// Creates docs/images/editor.png: VS Code with examples/production.netarch, the hover of a flow and the diagram.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { launchBrowser, newPage } from '#test/vscode/harness/browser.ts';
import { packExtension, packedExtension } from '#test/vscode/harness/pack.ts';
import { createSandbox, removeSandbox } from '#test/vscode/harness/sandbox.ts';
import { installExtension, startServer } from '#test/vscode/harness/server-process.ts';
import { installVscodeServer } from '#test/vscode/harness/vscode-server.ts';
import { openWorkbench, type Workbench } from '#test/vscode/harness/workbench.ts';
import { root } from './root.ts';

const picture = join(root, 'docs', 'images', 'editor.png');
const example = 'production.netarch';
const size = { width: 1600, height: 1000 };
const look = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'editor.lineHeight': 1.5,
  'editor.scrollbar.horizontal': 'hidden',
  'editor.scrollbar.vertical': 'hidden',
  'editor.folding': false,
  'editor.glyphMargin': false,
  'editor.hover.above': false,
  'editor.lineNumbersMinChars': 3,
  'editor.stickyScroll.enabled': false,
  'breadcrumbs.enabled': false,
};

const vscode = installVscodeServer();
packExtension();
const sandbox = createSandbox(join(root, 'examples'), look);
for (const other of readdirSync(sandbox.workspace).filter((name) => name !== example)) {
  rmSync(join(sandbox.workspace, other), { recursive: true });
}
await installExtension(vscode, sandbox, packedExtension);
const server = await startServer(vscode, sandbox);
const browser = await launchBrowser();
try {
  const workbench = await openWorkbench(await newPage(browser, size), server, sandbox.workspace);
  await arrange(workbench);
  mkdirSync(dirname(picture), { recursive: true });
  await workbench.page.screenshot({ path: picture });
  console.log(`Screenshot: ${picture}`);
} finally {
  await browser.close();
  await server.stop();
  removeSandbox(sandbox);
}

async function arrange(workbench: Workbench): Promise<void> {
  await workbench.openFile(example);
  await workbench.page.keyboard.press('Control+B');
  await workbench.runCommand('Netarch: Open Diagram to the Side');
  await workbench.diagram.getByLabel('Flow').selectOption({ label: 'A node pulls an image' });
  await workbench.diagram.locator('text.step').first().waitFor();
  const hover = await workbench.hover('worker-1:45678');
  await hover.locator('table').first().waitFor();
}
