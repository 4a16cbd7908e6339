// A page → a picture of it under .vscode-test/screenshots, for whoever looks into a failure.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { testFolder } from './vscode-server.ts';

/** Saves the page as it is now and prints where. */
export async function screenshot(page: Page, title: string): Promise<void> {
  const folder = join(testFolder, 'screenshots');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${title.replaceAll(/[^\w-]+/g, '-')}.png`);
  await page.screenshot({ path });
  console.log(`A picture of the failure lies at ${path}`);
}
