// Copies of the diagram on the clipboard.
import assert from 'node:assert/strict';
import { inWindow } from './session.ts';

describe('the clipboard', () => {
  const workbench = inWindow();

  it('gets the diagram as an image, and as text', async () => {
    await workbench().page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench().openFile('shop.netarch');
    await workbench().runCommand('Netarch: Open Diagram to the Side');
    await workbench().diagram.locator('svg.netarch').waitFor();
    const copied = workbench().page.locator('.statusbar-item', { hasText: 'Diagram copied' });
    await workbench().runCommand('Netarch: Copy Diagram as PNG');
    await copied.waitFor();
    const types = await workbench().page.evaluate(
      `navigator.clipboard.read().then((items) => items.flatMap(({ types }) => types))`,
    );
    assert.deepEqual(types, ['image/png']);
    await workbench().runCommand('Netarch: Copy Diagram as SVG');
    const text = await workbench().page.waitForFunction(
      `navigator.clipboard.readText().then((text) => text.startsWith('<svg') && text)`,
    );
    assert.match(String(await text.jsonValue()), /data-id="production\.worker-1"/);
  });
});
