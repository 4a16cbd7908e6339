// Starts Chromium with a page that can connect only to the VS Code server.
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';

// CSS pixels.
const windowSize = { width: 1280, height: 800 };

/** Starts Chromium; `HEADED=1` shows it. It removes its profile itself. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    headless: process.env.HEADED === undefined,
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
}

/** An empty page. Waits time out after two minutes, because a busy machine is slow. */
export async function newPage(
  browser: Browser,
  viewport: { readonly width: number; readonly height: number } = windowSize,
): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'en-US' });
  context.setDefaultTimeout(120_000);
  return context.newPage();
}
