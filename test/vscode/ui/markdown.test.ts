// Blocks of netarch in VS Code's Markdown preview.
import assert from 'node:assert/strict';
import { inWindow } from './session.ts';

describe('the Markdown preview', () => {
  const workbench = inWindow();
  const image = () => workbench().diagram.getByRole('img', { name: 'Network diagram' });

  it('shows a block as a diagram, which the policy of the page allows', async () => {
    await workbench().openFile('notes.md');
    await workbench().runCommand('Markdown: Open Preview to the Side');
    await image().waitFor();
    // Rejects if the policy forbids the image.
    await image().evaluate('(element) => element.decode()');
  });

  it('lists the errors of a block, with their lines', async () => {
    await workbench()
      .diagram.getByText(/^Line 15: /)
      .first()
      .waitFor();
  });

  it('draws a block again while it is written', async () => {
    const before = await image().getAttribute('src');
    await workbench().goTo('instance probe');
    await workbench().page.keyboard.type('instance twin 10.5.0.11 ');
    await workbench().page.keyboard.press('Enter');
    await workbench().diagram.locator(`img:not([src="${before}"])`).waitFor();
    assert.equal(await image().count(), 1);
  });
});
