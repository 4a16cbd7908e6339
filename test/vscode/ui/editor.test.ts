// Editing a file in the window.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inWindow } from './session.ts';

describe('the editor', () => {
  const workbench = inWindow();

  it('detects the language of a .netarch file', async () => {
    await workbench().openFile('shop.netarch');
    await workbench().page.locator('.statusbar-item', { hasText: 'Netarch' }).first().waitFor();
  });

  it('shows assigned addresses', async () => {
    await workbench().editor.locator('.view-line', { hasText: 'nat nat-a10.0.0.4' }).waitFor();
  });

  it('shows the path of a flow in its hover', async () => {
    const hover = await workbench().hover('worker-1:45678');
    for (const words of ['nat-a', '52.85.123.45', 'delivered']) {
      await hover.getByText(words).first().waitFor();
    }
    await hover.locator('img').first().waitFor();
  });

  it('renames a resource and its references', async () => {
    await workbench().goTo('nat-a');
    await workbench().page.keyboard.press('F2');
    const box = workbench().page.locator('.rename-box input:visible');
    await box.fill('way-out');
    await workbench().page.keyboard.press('Enter');
    await workbench().editor.locator('.view-line', { hasText: '-> way-out' }).waitFor();
    await workbench().save();
    const text = readFileSync(join(workbench().folder, 'shop.netarch'), 'utf8');
    assert.match(text, /nat way-out \{/);
    assert.match(text, /-> way-out$/m);
    assert.doesNotMatch(text, /nat-a/);
  });

  it('underlines errors and lists them', async () => {
    await workbench().openFile('broken.netarch');
    await workbench().editor.locator('.squiggly-error').first().waitFor();
    await workbench().page.keyboard.press('Control+Shift+M');
    const problems = workbench().page.locator('.markers-panel .monaco-list-row');
    await problems.filter({ hasText: 'subnet-outside-vpc' }).waitFor();
    await problems.filter({ hasText: 'nowhere' }).first().waitFor();
  });
});
