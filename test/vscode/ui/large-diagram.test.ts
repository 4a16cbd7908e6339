// The diagram of a large network: collapsed at first, expanded by the cursor, by keys and by a search.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { repeatedVpc } from '#bench/repeated-vpc.ts';
import { inWindow } from './session.ts';

describe('the diagram of a large network', () => {
  const workbench = inWindow();
  const box = (id: string): Locator => workbench().diagram.locator(`.box[data-id="${id}"]`);
  const cards = (): Locator => workbench().diagram.locator('.box.collapsed');

  it('starts with a card for each VPC, and expands that of the cursor', async () => {
    writeFileSync(join(workbench().folder, 'large.netarch'), repeatedVpc(20));
    await workbench().openFile('large.netarch');
    await workbench().runCommand('Netarch: Open Diagram to the Side');
    await box('shop-19').waitFor();
    await workbench().goTo('vpc shop-12 ');
    await workbench().diagram.locator('.box.selected[data-id="shop-12"]:not(.collapsed)').waitFor();
    assert.equal(await cards().count(), 19);
  });

  it('expands a VPC by a key', async () => {
    await box('shop-3').focus();
    await workbench().page.keyboard.press('e');
    await box('shop-3.worker-a1').waitFor();
  });

  it('finds a name in a collapsed VPC', async () => {
    await workbench().page.keyboard.press('Control+f');
    await workbench().diagram.getByLabel('Search the diagram').fill('10.7.10.200');
    await workbench().diagram.getByText('1 of 1').waitFor();
    await workbench().page.keyboard.press('Enter');
    await workbench().diagram.locator('.box.selected[data-id="shop-7.orders"]').waitFor();
    await workbench().page.keyboard.press('Escape');
  });

  it('shows one box alone, and everything again', async () => {
    await box('shop-7.orders').focus();
    await workbench().page.keyboard.press('i');
    await box('shop-3').waitFor({ state: 'detached' });
    await workbench().page.keyboard.press('Escape');
    await box('shop-3.worker-a1').waitFor();
  });

  it('collapses every VPC by a button', async () => {
    await workbench().diagram.getByRole('button', { name: 'Collapse all' }).click();
    await box('shop-3.worker-a1').waitFor({ state: 'detached' });
    assert.equal(await cards().count(), 20);
  });
});
