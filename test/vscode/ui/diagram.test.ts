// The diagram next to the text.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { inWindow } from './session.ts';

describe('the diagram', () => {
  const workbench = inWindow();
  const box = (id: string): Locator => workbench().diagram.locator(`.box[data-id="${id}"]`);
  const picture = (): Locator => workbench().diagram.locator('svg.netarch');

  it('opens next to the text and shows the network', async () => {
    await workbench().openFile('shop.netarch');
    await workbench().runCommand('Netarch: Open Diagram to the Side');
    for (const id of ['production', 'production.private-a', 'production.worker-1', 'production.shop', 'dockerhub']) {
      await box(id).waitFor();
    }
  });

  it('goes from a box to its declaration', async () => {
    await box('production.worker-1').click();
    await workbench()
      .cursor.filter({ hasText: `Ln ${lineOf('instance worker-1')},` })
      .waitFor();
  });

  it('follows the cursor to its box', async () => {
    await workbench().goTo('nat nat-a');
    await workbench().diagram.locator('.box.selected[data-id="production.nat-a"]').waitFor();
  });

  it('highlights ingress and egress, each by its switch', async () => {
    const before = await picture().getAttribute('class');
    for (const name of ['Ingress', 'Egress']) {
      const button = workbench().diagram.getByRole('button', { name });
      const pressed = await button.getAttribute('aria-pressed');
      await button.click();
      await workbench()
        .diagram.locator(`button[aria-pressed="${pressed !== 'true'}"]`, { hasText: name })
        .waitFor();
    }
    assert.notEqual(await picture().getAttribute('class'), before);
  });

  it('shows internal traffic by its switch, without moving the other switches', async () => {
    const button = workbench().diagram.getByRole('button', { name: 'Internal' });
    const others = workbench().diagram.locator('button:is(.ingress, .egress)');
    const before = await others.evaluateAll((all) => all.map((one) => one.getAttribute('aria-pressed')));
    for (const expected of ['false', 'true']) {
      await button.click();
      await workbench().diagram.locator(`button.internal[aria-pressed="${expected}"]`).waitFor();
    }
    assert.deepEqual(await others.evaluateAll((all) => all.map((one) => one.getAttribute('aria-pressed'))), before);
  });

  it('updates while typing, and keeps the last valid diagram while the text has syntax errors', async () => {
    await workbench().goTo('instance worker-1');
    await workbench().page.keyboard.type('instance worker-2 10.0.1.101 ');
    await workbench().page.keyboard.press('Enter');
    await box('production.worker-2').waitFor();
    await workbench().page.keyboard.type('instance ]]] <script>');
    await workbench().editor.locator('.squiggly-error').first().waitFor();
    await box('production.worker-2').waitFor();
    await workbench().page.keyboard.press('Shift+Home');
    await workbench().page.keyboard.press('Delete');
  });

  function lineOf(words: string): number {
    const lines = readFileSync(join(workbench().folder, 'shop.netarch'), 'utf8').split('\n');
    return lines.findIndex((line) => line.includes(words)) + 1;
  }
});
