// The page of a diagram in Chromium, in a frame as VS Code makes it: whatever arrives, it requests nothing and runs nothing.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Browser, Frame, Page } from 'playwright-core';
import { pageHtml } from '#client/preview/page.ts';
import { isAllowedAttribute, isAllowedElement } from '#client/webview/svg-policy.ts';
import { bundles } from '#scripts/bundles.ts';
import { launchBrowser, newPage } from '#test/vscode/harness/browser.ts';
import { installedChromium } from '#test/vscode/harness/chromium.ts';
import { ACTING, LURKING, messages, SCRIPTS, states } from './attacks.ts';

/** What a picture looks like that the page shows. */
const GOOD =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9" class="netarch"><g class="box" data-id="good"/></svg>';

/**
 * The frame in which VS Code shows a page with scripts. Source: microsoft/vscode, src/vs/workbench/contrib/webview/browser/pre/index.html.
 * This one allows forms, so that the page itself must forbid them.
 */
const FRAME = `<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; frame-src 'self'">
<iframe sandbox="allow-same-origin allow-pointer-lock allow-scripts allow-downloads allow-forms" src="/page"></iframe>`;

/** A server that counts. */
interface Counter {
  readonly server: Server;
  readonly origin: string;
  /** The paths that were requested. */
  readonly requested: ReadonlySet<string>;
}

describe(`the page of a diagram${installedChromium() === undefined ? ' (skipped: Chromium is not installed)' : ''}`, () => {
  let browser: Browser | undefined;
  let elsewhere: Counter;
  let own: Counter;

  before(async function () {
    if (installedChromium() === undefined) this.skip();
    const bundle = bundles({ folder: 'dist', readable: true }).find(({ outfile }) => outfile?.endsWith('webview.js'));
    assert.ok(bundle);
    const script = (await build({ ...bundle, write: false, sourcemap: false })).outputFiles[0]?.text ?? '';
    elsewhere = await counting({});
    own = await counting({
      '/frame': ['text/html', FRAME],
      '/page': ['text/html', pageHtml({ script: '/webview.js', nonce: 'abc' })],
      '/webview.js': ['text/javascript', script],
      '/unprotected': ['text/html', '<!DOCTYPE html><body></body>'],
    });
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    for (const one of [elsewhere, own]) one?.server.close();
  });

  const address = (path: string) => `${elsewhere.origin}/${path}`;

  it('shows a picture that is not hostile', async () => {
    const { frame, close } = await openPage();
    await show(frame, GOOD);
    assert.equal(await frame.locator('.box[data-id="good"]').count(), 1);
    assert.deepEqual(await frame.evaluate('sent'), [{ type: 'ready' }]);
    await close();
  });

  it('requests and runs nothing from hostile pictures', async () => {
    const { frame, close } = await openPage();
    for (const [name, attack] of [...ACTING, ...LURKING]) {
      await show(frame, attack(address(`picture/${name}`)));
      await checkDrawn(frame, name);
      await frame.evaluate(TOUCH);
    }
    await close();
  });

  it('requests and runs nothing from hostile messages', async () => {
    const { frame, close } = await openPage();
    for (const message of messages(address('message'))) {
      await send(frame, message);
      await frame.evaluate(TOUCH);
    }
    await show(frame, GOOD);
    assert.equal(await frame.locator('.box[data-id="good"]').count(), 1);
    await close();
  });

  it('requests and runs nothing from hostile saved states', async () => {
    for (const state of states(address('state'))) {
      const { frame, close } = await openPage(state);
      await show(frame, GOOD);
      await frame.evaluate(TOUCH);
      await close();
    }
  });

  it('forbids every request to its scripts too', async () => {
    let { frame, close } = await openPage();
    for (const [name, attack] of SCRIPTS) {
      await frame.evaluate(attempt(attack(address(`script/${name}`)))).catch(ignoreNavigation);
      await settled(frame);
      assert.equal(await frame.evaluate('window.ran'), undefined, name);
      if (frame.url() === `${own.origin}/page`) continue;
      await close();
      ({ frame, close } = await openPage());
    }
    await close();
  });

  it('is tested with pictures that act in a page without protection', async () => {
    const page = await newPage(opened());
    for (const [name, attack] of ACTING) {
      await page.goto(`${own.origin}/unprotected`);
      const requested = page.waitForRequest(address(`control/${name}`));
      await page.evaluate(`document.body.innerHTML = ${JSON.stringify(attack(address(`control/${name}`)))}`);
      await (await requested).response();
    }
    await page.context().close();
    const others = [...elsewhere.requested].filter((path) => !path.startsWith('/control/'));
    assert.deepEqual(others, []);
    assert.deepEqual([...own.requested].toSorted(), ['/frame', '/page', '/unprotected', '/webview.js']);
  });

  function opened(): Browser {
    assert.ok(browser);
    return browser;
  }

  /** A page as VS Code opens it. `close` checks that it is still there, and that nothing ran in it. */
  async function openPage(state?: unknown): Promise<{ readonly frame: Frame; readonly close: () => Promise<void> }> {
    const page = await newPage(opened());
    await page.addInitScript(`window.sent = []; window.acquireVsCodeApi = () => ({
      postMessage: (message) => sent.push(message), setState() {}, getState: () => (${JSON.stringify(state)}) });`);
    await page.goto(`${own.origin}/frame`);
    const frame = page.frames().find((one) => one.url().endsWith('/page'));
    assert.ok(frame);
    await frame.waitForFunction('sent.length > 0');
    return { frame, close: () => checkAndClose(page) };
  }

  async function checkAndClose(page: Page): Promise<void> {
    await Promise.all(page.frames().map(settled));
    const [outer, inner, ...more] = page.frames().map((frame) => frame.url());
    assert.equal(outer, `${own.origin}/frame`);
    assert.ok(inner === `${own.origin}/page` || inner?.startsWith('chrome-error:'), inner);
    assert.deepEqual(
      more.filter((url) => url.startsWith('http')),
      [],
    );
    assert.equal(page.context().pages().length, 1, 'a window was opened');
    assert.equal(await page.frames()[1]?.evaluate('window.ran'), undefined, 'a script ran');
    await page.context().close();
  }
});

/** Everything in the drawing is what the policy allows, or what the page adds for the keyboard. */
async function checkDrawn(frame: Frame, name: string): Promise<void> {
  const drawn: readonly Drawn[] =
    await frame.evaluate(`[...document.querySelector('.frame').shadowRoot.querySelectorAll('svg, svg *')]
    .map(({ localName, attributes }) => ({ element: localName, attributes: [...attributes].map(({ name, value }) => [name, value]) }))`);
  for (const { element, attributes } of drawn) {
    assert.ok(isAllowedElement(element), `${name}: ${element}`);
    for (const [attribute, value] of attributes)
      assert.ok(OWN.has(attribute) || isAllowedAttribute(attribute, value), `${name}: ${attribute}=${value}`);
  }
  const sheets: string = await frame.evaluate(
    `document.querySelector('.frame').shadowRoot.adoptedStyleSheets.map(({ cssRules: [first] }) => first?.cssText ?? '').join()`,
  );
  assert.doesNotMatch(sheets, /url|import|:host/, name);
}

interface Drawn {
  readonly element: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

const OWN: ReadonlySet<string> = new Set(['tabindex', 'aria-selected', 'aria-level', 'aria-expanded', 'aria-hidden']);

async function counting(files: Readonly<Record<string, readonly [type: string, text: string]>>): Promise<Counter> {
  const requested = new Set<string>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const [type, text] = files[path] ?? ['text/plain', ''];
    // Browsers request it of every server, whatever the page.
    if (path !== '/favicon.ico') requested.add(path);
    response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(text);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    server,
    origin: `http://127.0.0.1:${port}`,
    requested,
  };
}

/** Shows a picture, as the extension does. */
function show(frame: Frame, svg: string): Promise<unknown> {
  const choice = { view: null, flow: null, highlight: null, internal: null };
  const panel = { uri: 'file:///a.netarch', locked: false, choice };
  return send(frame, { type: 'picture', panel, file: 'a.netarch', svg, stale: false, views: [], flows: [], internal: false });
}

/** Sends a message, and waits until the page has read it and painted. */
async function send(frame: Frame, message: unknown): Promise<unknown> {
  await frame.evaluate(`new Promise((resolve) => {
    addEventListener('message', resolve, { once: true });
    postMessage(${message === undefined ? 'undefined' : JSON.stringify(message)}, origin);
  }).then(() => undefined)`);
  return frame.evaluate(PAINTED);
}

const PAINTED = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))';

/** Clicks and focuses everything in the picture, and presses Enter there. */
const TOUCH = `{
  const shadow = document.querySelector('.frame').shadowRoot;
  for (const element of shadow.querySelectorAll('*')) {
    for (const type of ['mouseover', 'pointerdown', 'click', 'dblclick']) element.dispatchEvent(new MouseEvent(type, { bubbles: true }));
    element.click?.();
    element.focus?.();
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  }
}`;

/** Code that does what a line of script does, and forgets what it throws. In a task of its own, since a debugger may call `eval`. */
function attempt(line: string): string {
  return `(async () => { await ${PAINTED}; try { ${line.startsWith('{') ? line : `await (${line})`} } catch {} })()`;
}

/** What was drawn has been shown, and what it requested was requested. */
async function settled(frame: Frame): Promise<void> {
  try {
    await frame.evaluate(PAINTED);
  } catch (error) {
    ignoreNavigation(error);
    await frame.waitForLoadState();
  }
}

/** A page that goes away takes its script along. `checkAndClose` looks where it went. */
function ignoreNavigation(error: unknown): void {
  assert.match(String(error), /navigat|detached|destroyed|closed/i);
}
