// Reading and writing a file in the window.
import { inWindow } from './session.ts';

describe('the editor', () => {
  const workbench = inWindow();

  it('knows a .netarch file by its name', async () => {
    await workbench().openFile('shop.netarch');
    await workbench().page.locator('.statusbar-item', { hasText: 'netarch' }).first().waitFor();
  });
});
