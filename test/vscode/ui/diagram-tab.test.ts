// The diagram as a tab of VS Code: which file it shows, keyboard focus, and what it shows while the text has syntax errors.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { inWindow } from './session.ts';

describe('the tab of a diagram', () => {
  const workbench = inWindow();
  const tab = (title: string): Locator => workbench().page.getByRole('tab', { name: title });
  const box = (id: string): Locator => workbench().diagram.locator(`.box[data-id="${id}"]`);

  it('opens by its key binding and leaves the focus in the text', async () => {
    await workbench().openFile('shop.netarch');
    await workbench().page.keyboard.press('Control+K');
    await workbench().page.keyboard.press('v');
    await box('production.worker-1').waitFor();
    await workbench().cursor.filter({ hasText: 'Ln 1, Col 1' }).waitFor();
  });

  it('follows the active editor', async () => {
    await openFromExplorer('importing.netarch');
    await tab('Diagram importing.netarch').waitFor();
    await box('office.builder').waitFor();
    assert.equal(await box('production.worker-1').count(), 0);
  });

  it('keeps its file when it is locked', async () => {
    await workbench().diagram.getByRole('button', { name: 'Keep showing this file' }).click();
    await tab('[Diagram] importing.netarch').waitFor();
    await openFromExplorer('shop.netarch');
    await box('office.builder').waitFor();
    await workbench().diagram.getByRole('button', { name: 'Keep showing this file' }).click();
    await tab('Diagram importing.netarch').waitFor();
  });

  it('keeps its zoom when the diagram changes', async () => {
    await openFromExplorer('importing.netarch');
    await box('office.builder').waitFor();
    await workbench().diagram.getByRole('button', { name: 'Zoom in (+)' }).click();
    const zoomed = await zoom();
    await openFromExplorer('importing.netarch');
    await workbench().goTo('instance builder');
    await workbench().page.keyboard.type('instance tester 10.9.0.11');
    await workbench().page.keyboard.press('Enter');
    await box('office.tester').waitFor();
    assert.equal(await zoom(), zoomed);
  });

  it('shows that the diagram is stale while the text has syntax errors', async () => {
    const banner = workbench().diagram.getByText('The text has errors: this is the last valid diagram.');
    await workbench().page.keyboard.type('} } {');
    await banner.waitFor();
    await box('office.tester').waitFor();
    await workbench().page.keyboard.press('Shift+Home');
    await workbench().page.keyboard.press('Delete');
    await banner.waitFor({ state: 'hidden' });
  });

  it('supports keyboard navigation', async () => {
    await box('office.builder').focus();
    await workbench().page.keyboard.press('ArrowUp');
    await workbench().diagram.locator('.box:focus:not([data-id="office.builder"])').waitFor();
    await box('office.tester').focus();
    await workbench().page.keyboard.press('Enter');
    await workbench().cursor.filter({ hasText: 'Ln 8,' }).waitFor();
  });

  it('is there again after a reload of the window', async () => {
    await workbench().page.reload();
    // VS Code saves the state of a tab from time to time: it may be one from before the file was unlocked.
    await workbench()
      .page.locator('.tab', { hasText: /Diagram\]? importing\.netarch/ })
      .waitFor();
    await box('office.builder').waitFor();
  });

  /** Shows a file and moves the focus to it, also from a diagram. */
  async function openFromExplorer(name: string): Promise<void> {
    await workbench().page.locator('.explorer-viewlet .monaco-list-row', { hasText: name }).dblclick();
    await workbench().page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor();
    await workbench().cursor.waitFor();
  }

  /** The zoom of the diagram. */
  async function zoom(): Promise<string | undefined> {
    const style = await workbench().diagram.locator('.plane').getAttribute('style');
    return /scale\([\d.]+\)/.exec(style ?? '')?.[0];
  }
});
