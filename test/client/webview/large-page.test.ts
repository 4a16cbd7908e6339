// The page of a large network in Chromium: expand, collapse, search, one box alone, the map; by mouse and by keyboard.
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { repeatedVpc } from '#bench/repeated-vpc.ts';
import { type HostedPage, openDiagram, webviewScript } from '#test/support/hosted-page.ts';
import { launchBrowser } from '#test/vscode/harness/browser.ts';
import { installedChromium } from '#test/vscode/harness/chromium.ts';

const LARGE = repeatedVpc(20);
const LONG = `vpc ${'v'.repeat(500)} 10.0.0.0/16 "${'Long '.repeat(100)}" { subnet a 10.0.0.0/24 { instance i } }`;

describe(`the page of a large network${installedChromium() === undefined ? ' (skipped: Chromium is not installed)' : ''}`, () => {
  let browser: Browser | undefined;
  let script = '';
  let hosted: HostedPage;

  before(async function () {
    if (installedChromium() === undefined) this.skip();
    script = await webviewScript();
    browser = await launchBrowser();
  });

  after(async () => browser?.close());

  beforeEach(async () => {
    hosted = await open(LARGE);
  });

  afterEach(async () => hosted?.page.context().close());

  it('starts with a card for each VPC', async () => {
    assert.equal((await hosted.marked('collapsed')).length, 20);
    assert.equal(await hosted.page.locator('.box[aria-expanded="false"]').count(), 20);
  });

  it('expands and collapses a VPC by a click on its chevron, which stays where it is', async () => {
    const before = await hosted.page.locator('.box[data-id="shop-3"] > .name').boundingBox();
    await toggle('shop-3').click();
    await hosted.settled();
    assert.ok((await hosted.drawn()).includes('shop-3.worker-a1'));
    const box = await hosted.page.locator('.box[data-id="shop-3"]').boundingBox();
    assert.ok(before && box && Math.abs(box.y - before.y) < 60, JSON.stringify([before, box]));
    await toggle('shop-3').click();
    await hosted.settled();
    assert.equal((await hosted.marked('collapsed')).length, 20);
    assert.deepEqual(
      hosted.sent.map(({ type }) => type),
      ['ready', 'detail', 'detail'],
    );
  });

  it('expands and collapses by keys: one box, or all', async () => {
    await hosted.page.locator('.box[data-id="shop-3"]').focus();
    await press('e');
    assert.ok((await hosted.drawn()).includes('shop-3.worker-a1'));
    assert.equal(await focused(), 'shop-3');
    await hosted.page.locator('.box[data-id="shop-3.worker-a1"]').focus();
    await press('e');
    assert.ok((await hosted.marked('collapsed')).includes('shop-3.private-a'));
    await press('E');
    assert.equal((await hosted.marked('collapsed')).length, 0);
    await press('C');
    assert.equal((await hosted.marked('collapsed')).length, 20);
  });

  it('expands and collapses everything by buttons', async () => {
    await hosted.page.getByRole('button', { name: 'Expand all' }).click();
    await hosted.settled();
    assert.equal((await hosted.marked('collapsed')).length, 0);
    await hosted.page.getByRole('button', { name: 'Collapse all' }).click();
    await hosted.settled();
    assert.equal((await hosted.marked('collapsed')).length, 20);
  });

  it('expands the VPC of the cursor, marks the resource, and shows it large enough to read', async () => {
    await hosted.moveCursor('shop-17.worker-b2');
    assert.deepEqual(await hosted.marked('selected'), ['shop-17.worker-b2']);
    assert.ok(await inSight('shop-17.worker-b2'));
    await hosted.moveCursor('shop-2');
    assert.deepEqual(await hosted.marked('selected'), ['shop-2']);
    assert.ok(!(await hosted.drawn()).includes('shop-17.worker-b2'));
  });

  it('finds names in collapsed boxes, steps through them by Enter, and returns the focus', async () => {
    await hosted.page.locator('.box[data-id="shop-3"]').focus();
    await press('Control+f');
    await hosted.page.keyboard.type('orders');
    await hosted.settled();
    assert.equal(await hosted.page.locator('output').textContent(), '1 of 20');
    assert.equal((await hosted.marked('found')).length, 20);
    assert.equal((await hosted.marked('collapsed')).length, 20, 'nothing is expanded while the user types');
    await press('Enter');
    assert.deepEqual(await hosted.marked('selected'), ['shop-0.orders']);
    await press('Enter');
    assert.deepEqual(await hosted.marked('selected'), ['shop-1.orders']);
    assert.ok(await inSight('shop-1.orders'));
    await press('Shift+Enter');
    await press('Shift+Enter');
    assert.deepEqual(await hosted.marked('selected'), ['shop-19.orders']);
    await press('Escape');
    assert.equal(await focused(), 'shop-19.orders');
    assert.deepEqual(await hosted.marked('found'), []);
  });

  it('finds addresses and kinds by the mouse', async () => {
    await hosted.page.getByRole('button', { name: 'Search' }).click();
    await hosted.page.getByLabel('Search the diagram').fill('10.7.10.12');
    await hosted.settled();
    assert.equal(await hosted.page.locator('output').textContent(), '1 of 1');
    await hosted.page.getByRole('button', { name: 'Next result' }).click();
    await hosted.settled();
    assert.deepEqual(await hosted.marked('selected'), ['shop-7.worker-a2']);
    await hosted.page.getByLabel('Search the diagram').fill('NAT gateway nat-b');
    await hosted.settled();
    assert.equal(await hosted.page.locator('output').textContent(), '1 of 20');
    await hosted.page.getByLabel('Search the diagram').fill('<img src=x> nothing');
    await hosted.settled();
    assert.equal(await hosted.page.locator('output').textContent(), 'No results');
    await hosted.page.getByRole('button', { name: 'Close' }).click();
    assert.ok(await hosted.page.locator('.search-bar').isHidden());
  });

  it('shows one box alone with what it talks to, and everything again', async () => {
    await hosted.moveCursor('shop-5.worker-a1');
    await press('i');
    assert.ok((await hosted.drawn()).length < 12);
    assert.match((await hosted.page.locator('.alone').textContent()) ?? '', /Only worker-a1 and what it talks to/);
    await press('Escape');
    assert.ok((await hosted.drawn()).includes('shop-19'));
    await hosted.page.getByRole('button', { name: 'Show only' }).click();
    await hosted.settled();
    await hosted.page.getByRole('button', { name: 'Show everything' }).click();
    await hosted.settled();
    assert.ok(await hosted.page.locator('.alone').isHidden());
  });

  it('has a map while a part is out of sight, and jumps there by a click', async () => {
    const map = hosted.page.locator('.minimap');
    assert.ok(await map.isHidden());
    await hosted.moveCursor('shop-0.worker-a1');
    assert.ok(await map.isVisible());
    const corner = await map.boundingBox();
    assert.ok(corner);
    await hosted.page.mouse.click(corner.x + corner.width / 2, corner.y + corner.height - 8);
    await hosted.settled();
    assert.ok(await inSight('shop-19'));
    await press('0');
    assert.ok(await map.isHidden());
  });

  it('zooms to the selected box by Z, and leaves names out where nobody can read them', async () => {
    for (let step = 0; step < 6; step += 1) await press('-');
    await hosted.rested();
    assert.ok(await hosted.page.locator('.box[data-id="shop-3"] > .detail').first().isHidden());
    await hosted.page.locator('.box[data-id="shop-3"]').focus();
    await press('z');
    await hosted.rested();
    assert.ok(await hosted.page.locator('.box[data-id="shop-3"] > .detail').first().isVisible());
    assert.ok(await inSight('shop-3'));
  });

  it('keeps every control reachable in a narrow column', async () => {
    await hosted.page.setViewportSize({ width: 360, height: 600 });
    for (const button of await hosted.page.locator('header button:visible').all()) {
      const box = await button.boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= 360, (await button.getAttribute('title')) ?? '');
    }
  });

  it('survives networks without resources, of one box, and with long names', async () => {
    for (const text of ['', 'host h 192.0.2.1', LONG]) {
      await hosted.page.context().close();
      hosted = await open(text);
      for (const key of ['e', 'E', 'C', 'i', 'z', 'Escape', 'Control+f', 'x', 'Enter', 'Escape']) await press(key);
      assert.ok((await hosted.drawn()).length > 0);
    }
  });

  function open(text: string): Promise<HostedPage> {
    assert.ok(browser);
    return openDiagram(browser, script, text, { size: { width: 1000, height: 700 } });
  }

  async function press(key: string): Promise<void> {
    await hosted.page.keyboard.press(key);
    await hosted.settled();
  }

  /** The chevron of a box is at its upper right corner. */
  function toggle(id: string): { click: () => Promise<void> } {
    return {
      click: async () => {
        const surface = await hosted.page.locator(`.box[data-id="${id}"] > .surface`).last().boundingBox();
        const scale = Number(/scale\(([\d.]+)/.exec((await hosted.page.locator('.plane').getAttribute('style')) ?? '')?.[1]);
        assert.ok(surface);
        await hosted.page.mouse.click(surface.x + surface.width - 13 * scale, surface.y + 13 * scale);
      },
    };
  }

  function focused(): Promise<unknown> {
    return hosted.page.evaluate(`document.querySelector('.frame').shadowRoot.activeElement?.getAttribute('data-id')`);
  }

  async function inSight(id: string): Promise<boolean> {
    const [box, frame] = await Promise.all([
      hosted.page.locator(`.box[data-id="${id}"]`).boundingBox(),
      hosted.page.locator('main').boundingBox(),
    ]);
    return (
      box !== null &&
      frame !== null &&
      box.x >= frame.x &&
      box.y >= frame.y &&
      box.x + box.width <= frame.x + frame.width &&
      box.y + box.height <= frame.y + frame.height &&
      box.height > 15
    );
  }
});
