// Saves screenshots of failures under .vscode-test/screenshots.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { testFolder } from './vscode-server.ts';

/** Saves a screenshot of the page and prints its path. */
export async function screenshot(page: Page, title: string): Promise<void> {
  const folder = join(testFolder, 'screenshots');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${title.replaceAll(/[^\w-]+/g, '-')}.png`);
  await page.screenshot({ path });
  console.log(`Screenshot of the failure: ${path}`);
}
