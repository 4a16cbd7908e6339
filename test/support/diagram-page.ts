// The page of a diagram in Chromium with a real language server behind it: what the extension does between the two, without VS Code.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import {
  type Asked,
  type Choice,
  NOTHING_ASKED,
  type Question,
  READABLE,
  type ToExtension,
  type ToWebview,
} from '#client/preview/messages.ts';
import { pageHtml } from '#client/preview/page.ts';
import { askedParams, diagramParams } from '#client/preview/params.ts';
import { readToExtension } from '#client/preview/read-message.ts';
import { bundles } from '#scripts/bundles.ts';
import { claimAtRequest, diagramRequest, marksRequest, reachRequest, storyRequest } from '#server/protocol.ts';
import { newPage } from '#test/vscode/harness/browser.ts';
import { startEditor } from './server.ts';

const URI = 'file:///project/main.netarch';

/** A diagram that is shown. */
export interface DiagramPage {
  readonly page: Page;
  /** The messages of the page, newest last, but for those that are answered. */
  readonly sent: readonly ToExtension[];
  /** What the text looks like after the fix of the page is applied. */
  readonly fixed: () => string | undefined;
  /** Puts the cursor at the first place of a text. */
  readonly cursorAt: (words: string) => Promise<void>;
  readonly change: (text: string) => Promise<void>;
  /** Compares with a revision, as the command does. */
  readonly compare: (revision: string) => Promise<void>;
  /** Waits until everything asked so far has been answered and painted. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What the window looks like. */
export interface Look {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** The text at every revision. */
  readonly older?: string;
}

const NOTHING_DRAWN = { stale: false, views: [], flows: [], internal: false, folds: false, marked: null } as const;

/** Shows the diagram of a text. */
export async function openDiagram(
  browser: Browser,
  text: string,
  { theme = 'light', width = 1280, height = 800, older }: Look = {},
): Promise<DiagramPage> {
  const editor = await startEditor();
  await editor.openDocument(URI, text);
  const { server, origin } = await served();
  const page = await newPage(browser, { width, height });
  const sent: ToExtension[] = [];
  let choice: Choice = { view: null, flow: null, highlight: null, internal: null };
  let asked: Asked = NOTHING_ASKED;
  let lit: Question | null = null;
  let fixed: string | undefined;
  let now = text;
  let work: Promise<void> = Promise.resolve();

  const post = (message: ToWebview): Promise<unknown> =>
    page.evaluate(
      `postMessage(${JSON.stringify(message)}, location.origin); new Promise((resolve) => requestAnimationFrame(() => resolve()))`,
    );
  const show = async (): Promise<void> => {
    const { against } = choice;
    const params = {
      ...diagramParams(URI, choice, theme),
      ...askedParams(asked, choice.flow === null ? lit : null),
      ...(against !== undefined && older !== undefined && { against: { name: against, text: older } }),
    };
    const answer = await editor.client.sendRequest(diagramRequest, params);
    const { text: svg, ...rest } = answer ?? { text: null, ...NOTHING_DRAWN };
    const panel = { uri: URI, locked: false, choice, detail: READABLE, asked };
    await post({ type: 'picture', panel, file: 'main.netarch', svg, ...rest });
    const { without, reach } = asked;
    const question = asked.question ?? (choice.flow === null ? lit : { kind: 'flow' as const, id: choice.flow });
    const story = question && (await editor.client.sendRequest(storyRequest, { uri: URI, question, without }));
    const marks = await editor.client.sendRequest(marksRequest, { uri: URI, without });
    const reached = reach === null ? null : await editor.client.sendRequest(reachRequest, { uri: URI, id: reach, without });
    fixed = undefined;
    for (const { range, newText } of (story?.fix?.changes[URI] ?? []).toReversed()) {
      const lines = now.split('\n');
      const offset = ({ line, character }: { line: number; character: number }) =>
        lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
      fixed = (fixed ?? now).slice(0, offset(range.start)) + newText + (fixed ?? now).slice(offset(range.end));
    }
    await post({ type: 'answers', asked, lit, marks, story, reach: reached });
  };
  const hear = (value: unknown): void => {
    const message = readToExtension(value);
    assert.ok(message, JSON.stringify(value));
    if (message.type === 'choose') choice = message.choice;
    else if (message.type === 'ask') asked = message.asked;
    else if (message.type !== 'ready') {
      sent.push(message);
      return;
    }
    work = work.then(show);
  };
  await page.exposeFunction('toExtension', hear);
  await page.addInitScript(
    `window.acquireVsCodeApi = () => ({ postMessage: (message) => { toExtension(message); }, setState() {}, getState: () => undefined })`,
  );
  await page.goto(`${origin}/page`);
  await page.evaluate(
    `document.body.className = 'vscode-${theme}'; document.documentElement.style.cssText = ${JSON.stringify(THEMES[theme])}`,
  );
  const settled = async (): Promise<void> => {
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))');
    await work;
  };
  await settled();
  await page.locator('.plane svg').waitFor();
  await settled();
  return {
    page,
    sent,
    fixed: () => fixed,
    settled,
    cursorAt: async (words) => {
      const line = now.split('\n').findIndex((one) => one.includes(words));
      const character = (now.split('\n')[line] ?? '').indexOf(words) + 1;
      lit = await editor.client.sendRequest(claimAtRequest, { uri: URI, position: { line, character } });
      work = work.then(show);
      await settled();
    },
    compare: async (revision) => {
      choice = { ...choice, flow: null, against: revision };
      work = work.then(show);
      await settled();
    },
    change: async (next) => {
      now = next;
      await editor.changeDocument(URI, next);
      work = work.then(show);
      await settled();
    },
    close: async () => {
      await page.context().close();
      server.close();
      editor.close();
    },
  };
}

async function served(): Promise<{ readonly server: Server; readonly origin: string }> {
  const bundle = bundles({ folder: 'dist', readable: true }).find(({ outfile }) => outfile?.endsWith('webview.js'));
  assert.ok(bundle);
  const script = (await build({ ...bundle, write: false, sourcemap: false })).outputFiles[0]?.text ?? '';
  const files: Readonly<Record<string, readonly [string, string]>> = {
    '/page': ['text/html', pageHtml({ script: '/webview.js', nonce: 'abc' })],
    '/webview.js': ['text/javascript', script],
  };
  const server = createServer((request, response) => {
    const [type, text] = files[request.url ?? ''] ?? ['text/plain', ''];
    response.writeHead(200, { 'Content-Type': type }).end(text);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** The colours of VS Code's default themes that the page uses. */
const THEMES = {
  light: variables({
    'font-family': 'Liberation Sans, sans-serif',
    'font-size': '13px',
    'editor-font-family': 'Liberation Mono, monospace',
    foreground: '#3b3b3b',
    descriptionForeground: '#3b3b3bb3',
    errorForeground: '#d13438',
    'editor-background': '#ffffff',
    'sideBar-background': '#f8f8f8',
    'panel-border': '#e5e5e5',
    focusBorder: '#005fb8',
    'icon-foreground': '#3b3b3b',
    'button-background': '#005fb8',
    'button-foreground': '#ffffff',
    'input-background': '#ffffff',
    'input-foreground': '#3b3b3b',
    'input-border': '#cecece',
    'input-placeholderForeground': '#767676',
    'inputOption-activeBackground': '#bed6ed',
    'inputOption-activeBorder': '#005fb8',
    'dropdown-background': '#ffffff',
    'dropdown-foreground': '#3b3b3b',
    'dropdown-border': '#cecece',
    'textLink-foreground': '#005fb8',
    'list-inactiveSelectionBackground': '#e4e6f1',
    'toolbar-hoverBackground': '#b8b8b850',
    'menu-background': '#ffffff',
    'menu-foreground': '#3b3b3b',
    'menu-border': '#cecece',
    'menu-selectionBackground': '#005fb8',
    'menu-selectionForeground': '#ffffff',
    'editorWidget-background': '#f8f8f8',
    'editorWidget-foreground': '#3b3b3b',
    'editorWidget-border': '#c8c8c8',
    'inputValidation-warningBackground': '#f6f5d2',
    'inputValidation-warningBorder': '#b89500',
    'badge-background': '#cccccc',
    'badge-foreground': '#3b3b3b',
    'diffEditor-insertedTextBackground': '#9ccc2c40',
    'charts-green': '#388a34',
    'charts-blue': '#1a85ff',
    'charts-red': '#e51400',
    'charts-orange': '#d18616',
    'list-warningForeground': '#855f00',
    'charts-yellow': '#bf8803',
    'charts-purple': '#652d90',
  }),
  dark: variables({
    'font-family': 'Liberation Sans, sans-serif',
    'font-size': '13px',
    'editor-font-family': 'Liberation Mono, monospace',
    foreground: '#cccccc',
    descriptionForeground: '#9d9d9d',
    errorForeground: '#f85149',
    'editor-background': '#1f1f1f',
    'sideBar-background': '#181818',
    'panel-border': '#2b2b2b',
    focusBorder: '#0078d4',
    'icon-foreground': '#cccccc',
    'button-background': '#0078d4',
    'button-foreground': '#ffffff',
    'input-background': '#313131',
    'input-foreground': '#cccccc',
    'input-border': '#3c3c3c',
    'input-placeholderForeground': '#989898',
    'inputOption-activeBackground': '#2489db82',
    'inputOption-activeBorder': '#2488db',
    'dropdown-background': '#313131',
    'dropdown-foreground': '#cccccc',
    'dropdown-border': '#3c3c3c',
    'textLink-foreground': '#4daafc',
    'list-inactiveSelectionBackground': '#37373d',
    'toolbar-hoverBackground': '#5a5d5e50',
    'menu-background': '#1f1f1f',
    'menu-foreground': '#cccccc',
    'menu-border': '#454545',
    'menu-selectionBackground': '#0078d4',
    'menu-selectionForeground': '#ffffff',
    'editorWidget-background': '#202020',
    'editorWidget-foreground': '#cccccc',
    'editorWidget-border': '#454545',
    'inputValidation-warningBackground': '#352a05',
    'inputValidation-warningBorder': '#b89500',
    'badge-background': '#616161',
    'badge-foreground': '#f8f8f8',
    'diffEditor-insertedTextBackground': '#9ccc2c33',
    'charts-green': '#89d185',
    'charts-blue': '#3794ff',
    'charts-red': '#f14c4c',
    'charts-orange': '#d18616',
    'list-warningForeground': '#cca700',
    'charts-yellow': '#cca700',
    'charts-purple': '#b180d7',
  }),
} as const;

function variables(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours)
    .map(([name, value]) => `--vscode-${name}: ${value}`)
    .join(';');
}
