// Creates the screenshots of docs/images: VS Code with an example, the hover of a flow and the diagram; a packet that is played; what breaks
// without a NAT gateway.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { launchBrowser, newPage } from '#test/vscode/harness/browser.ts';
import { packExtension, packedExtension } from '#test/vscode/harness/pack.ts';
import { createSandbox, removeSandbox } from '#test/vscode/harness/sandbox.ts';
import { installExtension, startServer } from '#test/vscode/harness/server-process.ts';
import { installVscodeServer } from '#test/vscode/harness/vscode-server.ts';
import { openWorkbench, type Workbench } from '#test/vscode/harness/workbench.ts';
import { root } from './root.ts';

const examples = ['production.netarch', 'image-pull.netarch'];
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
for (const other of readdirSync(sandbox.workspace).filter((name) => !examples.includes(name))) {
  rmSync(join(sandbox.workspace, other), { recursive: true });
}
await installExtension(vscode, sandbox, packedExtension);
const server = await startServer(vscode, sandbox);
const browser = await launchBrowser();
try {
  for (const [name, arrange] of [
    ['editor', editor],
    ['playback', playback],
    ['failure', failure],
  ] as const) {
    const workbench = await openWorkbench(await newPage(browser, size), server, sandbox.workspace);
    await arrange(workbench);
    const picture = join(root, 'docs', 'images', `${name}.png`);
    mkdirSync(dirname(picture), { recursive: true });
    await workbench.page.screenshot({ path: picture });
    await workbench.page.context().close();
    console.log(`Screenshot: ${picture}`);
  }
} finally {
  await browser.close();
  await server.stop();
  removeSandbox(sandbox);
}

/** The text, a hover, and the diagram with the flow. */
async function editor(workbench: Workbench): Promise<void> {
  await openBoth(workbench, 'production.netarch');
  await workbench.diagram.getByLabel('Flow').selectOption({ label: 'A node pulls an image' });
  await workbench.diagram.locator('text.step').first().waitFor();
  const hover = await workbench.hover('worker-1:45678');
  await hover.locator('table').first().waitFor();
}

/** The image pull at the NAT gateway. */
async function playback(workbench: Workbench): Promise<void> {
  await openBoth(workbench, 'image-pull.netarch');
  await workbench.diagram.getByLabel('Flow').selectOption({ label: 'Docker image pull' });
  await workbench.diagram.getByRole('button', { name: 'Trace and play packets' }).click();
  await workbench.diagram.locator('.chapter-title', { hasText: '4 to 6' }).click();
  await workbench.page.keyboard.press('.');
  await workbench.diagram.locator('.packet .translated', { hasText: '10.0.0.220' }).waitFor();
  await workbench.diagram.locator('.place.current', { hasText: 'nat-a' }).waitFor();
}

/** Production without one NAT gateway, with the claims that break. */
async function failure(workbench: Workbench): Promise<void> {
  await openBoth(workbench, 'production.netarch');
  await workbench.diagram.locator('.box[data-id="production.nat-a"]').focus();
  await workbench.page.keyboard.press('o');
  await workbench.diagram.locator('.failures', { hasText: 'break' }).waitFor();
  await workbench.diagram.getByRole('button', { name: /^Findings/ }).click();
  await workbench.diagram.locator('.claim.fails').first().waitFor();
}

async function openBoth(workbench: Workbench, example: string): Promise<void> {
  await workbench.openFile(example);
  await workbench.page.keyboard.press('Control+B');
  await workbench.runCommand('Netarch: Open Diagram to the Side');
  await workbench.diagram.locator('svg.netarch').waitFor();
}
