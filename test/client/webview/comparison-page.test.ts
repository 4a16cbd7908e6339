// The page of a diagram that is compared with a revision, in Chromium with a real server.
import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import { type DiagramPage, openDiagram } from '#test/support/diagram-page.ts';
import { launchBrowser } from '#test/vscode/harness/browser.ts';
import { installedChromium } from '#test/vscode/harness/chromium.ts';

const shop = (ports: string, more = ''): string => `vpc v 10.0.0.0/16 {
  igw main
  subnet a 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    instance web 10.0.0.10 { public-ip  security-groups open }
    ${more}
  }
  security-group open { ingress tcp ${ports} from internet egress none }
}
flow visit "A visit" { internet -> web tcp 80 }
`;

describe(`a diagram compared with HEAD${installedChromium() === undefined ? ' (skipped: Chromium is not installed)' : ''}`, () => {
  let browser: Browser | undefined;
  let diagram: DiagramPage;

  before(async function () {
    if (installedChromium() === undefined) this.skip();
    browser = await launchBrowser();
  });
  after(() => browser?.close());
  afterEach(() => diagram.close());

  const open = async (text: string, older: string): Promise<void> => {
    assert.ok(browser);
    diagram = await openDiagram(browser, text, { older });
  };
  const strip = (): Locator => diagram.page.locator('.comparison');
  const drawn = (selector: string): Promise<number> => diagram.page.locator(`.plane svg ${selector}`).count();

  it('shows what differs, follows the text, and ends with a button', async () => {
    await open(shop('80'), shop('80'));
    assert.equal(await strip().isVisible(), false);
    await diagram.compare('HEAD');
    assert.equal(
      await strip()
        .innerText()
        .then((text) => text.replace(/\s+/g, ' ')),
      'Compared with HEAD Back',
    );
    assert.equal(await drawn('.edge.opened'), 0);
    await diagram.change(shop('80, 443', 'instance two { security-groups open }'));
    assert.deepEqual([await drawn('.edge.opened'), await drawn('.box.added .sign')], [1, 1]);
    await diagram.page.getByRole('button', { name: 'Back' }).focus();
    await diagram.page.keyboard.press('Enter');
    await diagram.settled();
    assert.deepEqual([await strip().isVisible(), await drawn('.edge.opened'), await drawn('.sign')], [false, 0, 0]);
  });

  it('offers no flows, because a flow is drawn in one network', async () => {
    await open(shop('80, 443'), shop('80'));
    await diagram.compare('HEAD');
    assert.equal(await diagram.page.getByLabel('Flow', { exact: true }).isVisible(), false);
  });

  it('keeps what differs visible whatever is highlighted', async () => {
    await open(shop('80, 443'), shop('80'));
    await diagram.compare('HEAD');
    await diagram.page.getByRole('button', { name: 'Ingress', exact: true }).click();
    await diagram.page.getByRole('button', { name: 'Egress', exact: true }).click();
    const style = `getComputedStyle(document.querySelector('main').shadowRoot.querySelector('.edge.opened'))`;
    assert.equal(await diagram.page.evaluate(`${style}.opacity`), '1');
  });

  it('says that the older text has syntax errors, and shows the diagram', async () => {
    await open(shop('80'), 'vpc {');
    await diagram.compare('HEAD');
    assert.match(await strip().innerText(), /^The text at HEAD has syntax errors, so its network is unknown\./);
    assert.ok((await drawn('.box')) > 0);
  });
});
