// The answers beside a diagram, by mouse and by keyboard, in Chromium with a real server.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { root } from '#scripts/root.ts';
import { type DiagramPage, openDiagram } from '#test/support/diagram-page.ts';
import { launchBrowser } from '#test/vscode/harness/browser.ts';
import { installedChromium } from '#test/vscode/harness/chromium.ts';

const example = (name: string): string => readFileSync(join(root, 'examples', `${name}.netarch`), 'utf8');

const SHOP = `vpc v 10.0.0.0/16 {
  igw main
  public subnet a 10.0.0.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> main
    instance web 10.0.0.10 { public-ip  security-groups open }
  }
  private subnet b 10.0.1.0/24 {
    az us-east-1b
    instance db 10.0.1.10 { security-groups data }
  }
  security-group open { ingress tcp 80 from internet }
  security-group data
}
flow visit "A visit" { internet -> web tcp 80 }
flow other "Another" { db -> web tcp 80 }
expect web reaches db on tcp 5432
expect internet reaches web on tcp 80
`;

describe(`the answers beside a diagram${installedChromium() === undefined ? ' (skipped: Chromium is not installed)' : ''}`, () => {
  let browser: Browser | undefined;
  let diagram: DiagramPage;

  before(async function () {
    if (installedChromium() === undefined) this.skip();
    browser = await launchBrowser();
  });
  after(() => browser?.close());
  afterEach(() => diagram.close());

  const open = async (text: string): Promise<DiagramPage> => {
    assert.ok(browser);
    diagram = await openDiagram(browser, text);
    await diagram.page.emulateMedia({ reducedMotion: 'reduce' });
    return diagram;
  };
  const button = (name: string | RegExp): Locator => diagram.page.getByRole('button', { name, exact: typeof name === 'string' });
  const box = (id: string): Locator => diagram.page.locator(`.box[data-id="${id}"]`);
  const caption = (): Promise<string | null> => diagram.page.locator('.caption').textContent();
  const header = (): Promise<string> => diagram.page.locator('.over .packet .header').innerHTML().then(plain);
  const places = (): Promise<readonly string[]> => diagram.page.locator('.table-rows tr, .tables tr').allTextContents();

  it('play the image pull step by step, by buttons: header, tables and the seven steps', async () => {
    const { page, settled } = await open(example('image-pull'));
    await page.getByRole('combobox', { name: 'Flow' }).selectOption('image-pull');
    await button('Trace and play packets').click();
    await settled();
    assert.deepEqual(
      (await page.locator('.chapter-title').allTextContents()).map((title) => title.slice(1)),
      [
        '1. The node learns of a new pod',
        '2. The kubelet does not find the image on its disk',
        '3. It resolves registry-1.docker.io',
        '4 to 6. The pull, its translation, and the reply',
        '7. The layers are on the disk, the connection is closed, and the pod starts',
      ],
    );
    await page.locator('.chapter-title', { hasText: '4 to 6' }).click();
    assert.equal(await caption(), 'worker-1 sends: tcp 10.0.1.100:45678 → 52.85.123.45:443');
    assert.equal(await header(), '10.0.1.100:45678 → 52.85.123.45:443');
    await button('Next (.)').click();
    assert.equal(await caption(), 'The source 10.0.1.100:45678 becomes 10.0.0.220:12345; the connection table gets an entry.');
    assert.equal(await header(), '[10.0.0.220:12345] → 52.85.123.45:443');
    assert.match(
      (await places()).join('\n'),
      /nat-a10\.0\.1\.100:45678 ↔ 10\.0\.0\.220:12345 ↔ 203\.0\.113\.10:12345 ↔ 52\.85\.123\.45:443new/,
    );
    await button('Next (.)').click();
    assert.equal(await header(), '[203.0.113.10:12345] → 52.85.123.45:443');
    await button('Back (,)').click();
    assert.equal(await header(), '[10.0.0.220:12345] → 52.85.123.45:443');
    await page.getByRole('slider', { name: 'Moment' }).press('End');
    assert.match((await caption()) ?? '', /^7\. The layers are on the disk/);
    assert.equal(await page.locator('.over .packet').count(), 0, 'a note has no packet');
    assert.match((await places()).join('\n'), /nat-a.*removed/);
  });

  it('play by keys: an unsolicited packet is dropped at the NAT gateway', async () => {
    const { page, settled, sent } = await open(example('connection-state'));
    await diagram.cursorAt('198.51.100.7:51515');
    await button('Trace and play packets').click();
    await settled();
    await page.keyboard.press('.');
    await page.keyboard.press('.');
    await page.keyboard.press('.');
    assert.match((await caption()) ?? '', /^No connection entry matches 198\.51\.100\.7:51515/);
    assert.equal(await page.locator('.over .packet.blocked').count(), 1);
    await diagram.settled();
    assert.deepEqual(sent.at(-1), { type: 'mark', id: 'production.nat-a' }, 'the line that decided is marked');
    await page.keyboard.press(',');
    assert.match((await caption()) ?? '', /becomes the private address/);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.pane').isVisible(), false);
    assert.equal(await page.locator('.over .packet').count(), 0);
  });

  it('trace from one box to another by their menus, and apply the fix', async () => {
    const { page, settled, sent, fixed } = await open(SHOP);
    await box('v.web').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Trace from here' }).click();
    await box('v.db').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Trace to here' }).click();
    await settled();
    assert.match((await page.locator('.verdict').textContent()) ?? '', /^✕dropped at db/);
    assert.equal(await page.locator('.edge.blocked[data-from="v.web"][data-to="v.db"]').count(), 1, 'the packet is drawn');
    await button('Apply fix').click();
    await settled();
    assert.deepEqual(sent.at(-1), { type: 'applyFix' });
    await diagram.change(fixed() ?? '');
    await settled();
    assert.equal(await page.locator('.verdict').textContent(), '✓delivered');
  });

  it('trace by keys: what is typed, with Enter', async () => {
    const { page, settled } = await open(SHOP);
    await button('Trace and play packets').click();
    await page.getByRole('textbox', { name: 'From' }).fill('internet');
    await page.keyboard.press('Tab');
    await page.keyboard.type('web');
    await page.keyboard.press('Tab');
    await page.keyboard.type('tcp 22');
    await page.keyboard.press('Enter');
    await settled();
    assert.match((await page.locator('.verdict').textContent()) ?? '', /^✕dropped at web/);
    await page.getByRole('textbox', { name: 'To' }).fill('nobody');
    await page.keyboard.press('Enter');
    await settled();
    assert.equal(await page.locator('.problem').textContent(), 'No resource is named nobody.');
  });

  it('tell the claim at the cursor, until something else is asked', async () => {
    const { page, settled } = await open(SHOP);
    await button('Trace and play packets').click();
    await diagram.cursorAt('reaches db');
    assert.match((await page.locator('.pane .title').textContent()) ?? '', /^expect web reaches db on tcp 5432/);
    await diagram.cursorAt('internet -> web');
    assert.match((await page.locator('.pane .title').textContent()) ?? '', /^internet → web/);
    await button(/^Findings/).click();
    await page.locator('.claim.fails').getByRole('button', { name: 'Trace' }).click();
    await settled();
    await diagram.cursorAt('internet -> web');
    assert.match((await page.locator('.pane .title').textContent()) ?? '', /^expect web reaches db/, 'what was asked stays');
    await button('Clear').click();
    await settled();
    assert.match((await page.locator('.pane .title').textContent()) ?? '', /^internet → web/);
  });

  it('show what is wrong without a question: badges, their number, and a list', async () => {
    const { page } = await open(SHOP);
    const badge = page.locator('.over .badge[data-id="v.db"]');
    assert.match((await badge.locator('title').textContent()) ?? '', /^expect web reaches db on tcp 5432\nDropped at db/);
    assert.ok(Number(await button(/^Findings/).getAttribute('data-count')) >= 1);
    await button(/^Findings/).click();
    assert.match((await page.locator('.claim.fails').textContent()) ?? '', /expect web reaches db on tcp 5432/);
    assert.equal(await page.locator('.claim.holds').count(), 3);
  });

  it('show who reaches a box, by a key: everything else is dimmed', async () => {
    const { page, settled } = await open(SHOP);
    await box('v.web').focus();
    await page.keyboard.press('r');
    await settled();
    assert.deepEqual(
      (await page.locator('.reach h3').allTextContents()).map((title) => title.split(' (')[0]),
      ['Reached by', 'Reaches'],
    );
    assert.equal(await box('v.main').evaluate((element) => element.classList.contains('dim')), true);
    assert.equal(await box('internet').evaluate((element) => element.classList.contains('reached')), true);
    await button('Ingress').click();
    assert.deepEqual(
      (await page.locator('.reach h3').allTextContents()).map((title) => title.split(' (')[0]),
      ['Reaches'],
    );
    await button('Clear').click();
    await settled();
    assert.equal(await page.locator('.box.dim').count(), 0);
  });

  it('switch a box off: the claims that break are counted, and it can be switched on again', async () => {
    const { page, settled } = await open(SHOP);
    await box('v.main').focus();
    await page.keyboard.press('o');
    await settled();
    assert.equal(await page.locator('.failures').textContent(), 'Switched off:main ✕2 claims breakReset');
    assert.equal(await box('v.main').evaluate((element) => element.classList.contains('gone')), true);
    await box('zone:v/us-east-1b').click({ button: 'right', position: { x: 40, y: 10 } });
    await page.getByRole('menuitem', { name: /Switch off/ }).click();
    await settled();
    assert.match((await page.locator('.failures').textContent()) ?? '', /main ✕us-east-1b ✕/);
    await button('main ✕').click();
    await settled();
    assert.match((await page.locator('.failures').textContent()) ?? '', /^Switched off:us-east-1b ✕/);
    await button('Reset').click();
    await settled();
    assert.equal(await page.locator('.failures').isVisible(), false);
    assert.equal(await page.locator('.box.gone').count(), 0);
  });

  it('lead from an arrow to the route that made it, and switch the route off', async () => {
    const { page, settled, sent } = await open(SHOP);
    const arrow = page.locator('.edge[data-line="v.a#route-1"] .hit').first();
    const { x, y } = await pointOn(arrow);
    await page.mouse.click(x, y);
    await diagram.settled();
    assert.deepEqual(sent.at(-1), { type: 'locate', id: 'v.a#route-1', focus: true });
    await page.mouse.click(x, y, { button: 'right' });
    await page.getByRole('menuitem', { name: /Switch off/ }).click();
    await settled();
    assert.equal(await page.locator('.failures').textContent(), 'Switched off:a route 1 ✕2 claims breakReset');
  });

  it('change the text from a box: another name, or something more in it', async () => {
    const { page, sent } = await open(SHOP);
    await box('v.web').focus();
    await page.keyboard.press('F2');
    await diagram.settled();
    assert.deepEqual(sent.at(-1), { type: 'rename', id: 'v.web' });
    await box('v.web').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy diagram as PNG' }).click();
    await diagram.settled();
    assert.deepEqual(sent.at(-1), { type: 'copyAs', format: 'png' });
    await box('v.a').click({ button: 'right', position: { x: 60, y: 12 } });
    await page.getByRole('menuitem', { name: 'Add…' }).click();
    await diagram.settled();
    assert.deepEqual(sent.at(-1), { type: 'add', id: 'v.a' });
  });

  it('open the menu of a box by a key, and give the focus back', async () => {
    const { page, sent } = await open(SHOP);
    await box('v.web').focus();
    await page.keyboard.press('m');
    assert.equal(await page.getByRole('menu', { name: 'web' }).isVisible(), true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('menu').isVisible(), false);
    await page.keyboard.press('Enter');
    await diagram.settled();
    assert.deepEqual(sent.at(-1), { type: 'locate', id: 'v.web', focus: true });
  });
});

/** A point on a line, in CSS pixels of the window. */
function pointOn(line: Locator): Promise<{ readonly x: number; readonly y: number }> {
  return line.evaluate((path) => {
    const drawn = path as unknown as {
      getTotalLength: () => number;
      getPointAtLength: (at: number) => { matrixTransform: (matrix: unknown) => { x: number; y: number } };
      getScreenCTM: () => unknown;
    };
    const { x, y } = drawn.getPointAtLength(drawn.getTotalLength() * 0.4).matrixTransform(drawn.getScreenCTM());
    return { x, y };
  });
}

/** The text of a header, what is translated in brackets. */
function plain(html: string): string {
  return html.replace(/<tspan class="translated">([^<]*)<\/tspan>/g, '[$1]').replace(/<[^>]*>/g, '');
}
