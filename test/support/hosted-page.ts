// The page of a diagram in Chromium, with a host that answers as the extension and the server do.
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import {
  type HitsMessage,
  NOTHING_ASKED,
  type PanelState,
  type PictureMessage,
  READABLE,
  type ToExtension,
} from '#client/preview/messages.ts';
import { pageHtml } from '#client/preview/page.ts';
import { detailParams } from '#client/preview/params.ts';
import { readToExtension } from '#client/preview/read-message.ts';
import { entityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { layout } from '#language/view/layout/layout.ts';
import { graphOf } from '#language/view/subject.ts';
import { written } from '#language/view/write.ts';
import { bundles } from '#scripts/bundles.ts';
import { searched } from '#server/requests/search.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { newPage } from '#test/vscode/harness/browser.ts';

/** What a host can do. */
export interface HostedPage {
  readonly page: Page;
  /** What the page sent, in order. */
  readonly sent: readonly ToExtension[];
  /** What the page should have drawn. */
  readonly panel: () => PanelState;
  /** The cursor of the editor is in this resource. */
  readonly moveCursor: (id: string | null) => Promise<void>;
  /** Waits until the page has handled every message, and painted. */
  readonly settled: () => Promise<void>;
  /** Waits until the drawing is painted for the scale that it has. */
  readonly rested: () => Promise<void>;
  /** The message that shows another picture. */
  readonly pictureWith: (svg: string) => PictureMessage;
  /** The ids of the boxes that are drawn. */
  readonly drawn: () => Promise<readonly string[]>;
  /** The ids of the boxes with a class. */
  readonly marked: (name: string) => Promise<readonly string[]>;
}

/** How the page is opened. */
export interface Opening {
  readonly size?: { readonly width: number; readonly height: number };
  readonly theme?: 'light' | 'dark';
}

/** The bundle of the page, built once. */
export async function webviewScript(): Promise<string> {
  const bundle = bundles({ folder: 'dist', readable: false }).find(({ outfile }) => outfile?.endsWith('webview.js'));
  return (await build({ ...bundle, write: false, sourcemap: false })).outputFiles?.[0]?.text ?? '';
}

/** Opens the diagram of a text. The page has no network; all of it is answered from memory. */
export async function openDiagram(browser: Browser, script: string, text: string, opening: Opening = {}): Promise<HostedPage> {
  const { theme = 'light' } = opening;
  const network = await networkOf(text);
  const page = await newPage(browser, opening.size);
  const sent: ToExtension[] = [];
  let panel: PanelState = {
    uri: 'file:///large.netarch',
    locked: false,
    choice: { view: null, flow: null, highlight: null, internal: null },
    detail: READABLE,
    asked: NOTHING_ASKED,
  };
  let focus: string | null = null;
  let folds = false;
  let busy: Promise<unknown> = Promise.resolve();
  const post = async (message: unknown): Promise<void> => {
    await page.evaluate(`postMessage(${JSON.stringify(message)}, '*')`);
    await page.evaluate(PAINTED);
  };
  const draw = async (): Promise<void> => {
    const picture = pictureOf(network, panel, focus, theme);
    folds = picture.folds;
    await post(picture);
  };
  const receive = async (value: unknown): Promise<void> => {
    const message = readToExtension(value);
    if (message === undefined) throw new Error(`The page sent ${JSON.stringify(value)}.`);
    sent.push(message);
    if (message.type === 'ready') await draw();
    if (message.type === 'detail') {
      panel = { ...panel, detail: message.detail };
      await draw();
    }
    if (message.type === 'search') {
      const hits: HitsMessage = { type: 'hits', text: message.text, ...searched(network, message.text) };
      await post(hits);
    }
  };
  await page.exposeFunction('toHost', (message: unknown) => {
    busy = busy.then(() => receive(message));
  });
  await page.addInitScript('window.acquireVsCodeApi = () => ({ postMessage: toHost, setState() {}, getState() {} })');
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/webview.js') return route.fulfill({ contentType: 'text/javascript', body: script });
    const html = pageHtml({ script: '/webview.js', nonce: 'abc' });
    return route.fulfill({ contentType: 'text/html', body: pathname === '/page' ? html : '' });
  });
  await page.goto('http://127.0.0.1/page');
  await page.evaluate(dress(theme));
  const settled = async (): Promise<void> => {
    for (let before: unknown; before !== busy; ) {
      before = busy;
      await busy;
      await page.evaluate(PAINTED);
    }
    await page.evaluate(RESTED);
  };
  await page.locator('.box').first().waitFor();
  await settled();
  const ids = (selector: string): Promise<readonly string[]> =>
    page.locator(selector).evaluateAll((boxes) => boxes.map((box) => box.getAttribute('data-id') ?? ''));
  return {
    page,
    sent,
    panel: () => panel,
    moveCursor: async (id) => {
      focus = id;
      await (folds ? draw() : post({ type: 'select', id }));
      await settled();
    },
    settled,
    pictureWith: (svg) => ({ ...pictureOf(network, panel, focus, theme), svg }),
    rested: () => page.evaluate<void>(AT_REST),
    drawn: () => ids('.box'),
    marked: (name) => ids(`.box.${name}`),
  };
}

function pictureOf(network: Network, panel: PanelState, focus: string | null, theme: 'light' | 'dark'): PictureMessage {
  const { folding, around } = detailParams(panel.detail, focus);
  const diagram = graphOf(network, {
    kind: 'network',
    ...(folding && { folding }),
    ...(around !== undefined && { around }),
    ...(focus !== null && { focus: entityId(focus) }),
  });
  const { folds = false, marked = null } = diagram;
  const svg = written(layout(diagram), 'svg', { theme });
  return {
    type: 'picture',
    panel,
    file: 'large.netarch',
    svg,
    stale: false,
    views: [],
    flows: [],
    internal: false,
    folds,
    marked,
  };
}

const PAINTED = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))';

/** Waits until the camera has come to rest. */
const RESTED = `Promise.all(document.querySelector('.frame').shadowRoot.querySelector('.plane').getAnimations().map((one) => one.finished))
  .then(() => undefined)`;

/** Waits until the drawing is a layer again, painted for its scale, and some frames have shown it. */
const AT_REST = `new Promise((resolve) => {
  const { classList, dataset, style } = document.querySelector('main').shadowRoot.querySelector('.plane');
  let shown = 0;
  const look = () => {
    const scale = new DOMMatrix(style.transform).a;
    const isPainted = classList.contains('layer') && Math.abs(scale / dataset.painted - 1) < 0.001;
    shown = isPainted ? shown + 1 : 0;
    if (shown < 10) requestAnimationFrame(look);
    else resolve();
  };
  look();
})`;

/** A script that gives the page the variables and the class with which VS Code says its theme. */
function dress(theme: 'light' | 'dark'): string {
  return `for (const [name, value] of Object.entries(${JSON.stringify(THEMES[theme])}))
    document.documentElement.style.setProperty('--vscode-' + name, value);
  document.body.className = 'vscode-${theme}';`;
}

const FONT = { 'font-size': '13px', 'font-family': 'sans-serif' };

/** Colours of VS Code's own themes. */
const THEMES = {
  light: {
    ...FONT,
    foreground: '#3b3b3b',
    'editor-background': '#ffffff',
    'icon-foreground': '#3b3b3b',
    'panel-border': '#e5e5e5',
    descriptionForeground: '#6a6a6a',
    focusBorder: '#005fb8',
    'editorWidget-background': '#f8f8f8',
    'editorWidget-border': '#c8c8c8',
    'widget-shadow': '#00000029',
    'input-background': '#ffffff',
    'input-foreground': '#3b3b3b',
    'input-border': '#cecece',
    'toolbar-hoverBackground': '#b8b8b850',
    'charts-orange': '#d18616',
    'inputOption-activeBackground': '#bed6ed',
    'inputOption-activeForeground': '#000000',
    'inputOption-activeBorder': '#005fb8',
  },
  dark: {
    ...FONT,
    foreground: '#cccccc',
    'editor-background': '#1f1f1f',
    'icon-foreground': '#cccccc',
    'panel-border': '#2b2b2b',
    descriptionForeground: '#9d9d9d',
    focusBorder: '#0078d4',
    'editorWidget-background': '#202020',
    'editorWidget-border': '#454545',
    'widget-shadow': '#0000005c',
    'input-background': '#313131',
    'input-foreground': '#cccccc',
    'input-border': '#3c3c3c',
    'toolbar-hoverBackground': '#5a5d5e50',
    'charts-orange': '#d18616',
    'inputOption-activeBackground': '#2489db82',
    'inputOption-activeForeground': '#ffffff',
    'inputOption-activeBorder': '#2488db',
  },
} as const;
