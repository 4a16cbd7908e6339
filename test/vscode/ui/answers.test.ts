// The answers beside a diagram in a real VS Code: traces, playback, reach, findings, failures and edits, by mouse and by keyboard.
import type { Locator } from 'playwright-core';
import { inWindow } from './session.ts';

describe('the answers beside the diagram', () => {
  const workbench = inWindow();
  const part = (selector: string, hasText?: string | RegExp): Locator =>
    workbench().diagram.locator(selector, hasText === undefined ? {} : { hasText });
  const box = (id: string): Locator => part(`.box[data-id="${id}"]`);
  const press = (key: string): Promise<void> => workbench().page.keyboard.press(key);

  it('tell the flow at the cursor by a command, and play it by keys', async () => {
    await workbench().openFile('shop.netarch');
    await workbench().runCommand('Netarch: Open Diagram to the Side');
    await box('production.worker-1').waitFor();
    await workbench().goTo('worker-1:45678');
    await workbench().runCommand('Netarch: Show Trace');
    await part('.verdict', 'delivered').waitFor();
    await part('.chapter-title').first().click();
    await press('.');
    await part('.caption', 'The source 10.0.1.100:45678 becomes').waitFor();
    await part('.packet .translated', /^10\.0\.0\.4:/).waitFor();
    // The line that decided is marked in the text.
    await workbench().page.locator('.editor-group-container .view-overlays .cdr').first().waitFor();
    await press(',');
    await part('.caption', 'worker-1 sends').waitFor();
  });

  it('lead from the hover of an expectation to its trace', async () => {
    const hover = await workbench().hover('expect internet reaches shop');
    await hover.getByText('Show trace in the diagram').click();
    await part('.pane .title', 'expect internet reaches shop on tcp 443').waitFor();
    // The hover covers the diagram until the pointer leaves it.
    await press('Escape');
    await workbench().page.mouse.move(0, 0);
    await hover.waitFor({ state: 'hidden' });
  });

  it('trace from one box to another by their menus, and apply the fix', async () => {
    await box('production.shop').click({ button: 'right' });
    await part('[role=menuitem]', 'Trace from here').click();
    await box('production.worker-1').click({ button: 'right' });
    await part('[role=menuitem]', 'Trace to here').click();
    await part('.ask input[aria-label="Traffic"]').fill('tcp 22');
    await part('.ask button', 'Trace').click();
    await part('.verdict', 'dropped').waitFor();
    await part('.fix button', 'Apply fix').click();
    await part('.verdict', 'delivered').waitFor();
    await press('Escape');
  });

  it('show who reaches a box by a key, and what breaks without another', async () => {
    await box('production.worker-1').focus();
    await press('r');
    await part('.reach h3', 'Reached by').waitFor();
    await part('.box.dim').first().waitFor();
    await box('production.nat-a').focus();
    await press('o');
    await part('.failures', /nat-a ✕.*breaks?/).waitFor();
    await part('.box.gone[data-id="production.nat-a"]').waitFor();
    await part('button.findings').click();
    await part('.claim.fails', 'worker-1').first().waitFor();
    await part('.failures button', 'Reset').click();
    await part('.failures').waitFor({ state: 'hidden' });
  });

  it('rename a resource from its box', async () => {
    await box('production.nat-a').focus();
    await press('F2');
    const input = workbench().page.locator('.quick-input-widget:visible input.input').first();
    await input.fill('nat-front');
    await press('Enter');
    await box('production.nat-front').waitFor();
  });

  it('add a subnet from the box of a VPC', async () => {
    await box('production').click({ button: 'right', position: { x: 60, y: 12 } });
    await part('[role=menuitem]', 'Add…').click();
    await workbench().page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'Subnet subnet-1' }).click();
    await box('production.subnet-1').waitFor();
  });
});
