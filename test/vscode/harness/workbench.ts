// Drives VS Code in the browser as a user does. Every step waits until it is complete.
import { pathToFileURL } from 'node:url';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { RunningServer } from './server-process.ts';

/** A window with an open folder. */
export class Workbench {
  readonly page: Page;
  /** The path of the open folder. */
  readonly folder: string;

  constructor(page: Page, folder: string) {
    this.page = page;
    this.folder = folder;
  }

  /** The active editor. */
  get editor(): Locator {
    return this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  /** The content of the visible diagram. Hidden tabs keep their frames in the page. */
  get diagram(): FrameLocator {
    const shell = this.page.locator('iframe.webview.ready').filter({ visible: true }).last();
    return shell.contentFrame().locator('iframe#active-frame').contentFrame();
  }

  /** Opens a file of the folder through Quick Open. */
  async openFile(name: string): Promise<void> {
    await this.choose('Control+P', name, name);
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.editor.locator('.view-line').first().waitFor();
  }

  /** Runs a command from the palette by its title. */
  async runCommand(title: string): Promise<void> {
    await this.choose('F1', `>${title}`, title);
  }

  /** Moves the cursor before the first occurrence of a text in the left editor, and focuses the editor. */
  async goTo(words: string): Promise<void> {
    // A key pressed in the diagram reaches the window with a delay, so the text must have the focus before the next key.
    await this.page.keyboard.press('Control+1');
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.press('Control+F');
    await this.find(words, 3);
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('ArrowLeft');
    await this.cursor.filter({ hasText: /Col \d+$/ }).waitFor();
  }

  /** Saves the file in the active editor, and waits until it is written. */
  async save(): Promise<void> {
    const tab = '.editor-group-container.active .tab.active';
    await this.page.locator(`${tab}.dirty`).waitFor();
    await this.page.keyboard.press('Control+S');
    await this.page.locator(`${tab}:not(.dirty)`).waitFor();
  }

  /** The line and column that the status bar shows. */
  get cursor(): Locator {
    return this.page.locator('.statusbar-item', { hasText: /Ln \d+, Col \d+/ });
  }

  /** Points at the first occurrence of a text in the left editor, and returns the hover. The server must be ready. */
  async hover(words: string): Promise<Locator> {
    await this.goTo(words);
    const cursor = await this.page.locator('.editor-group-container.active .cursors-layer .cursor').first().boundingBox();
    if (cursor === null) {
      throw new Error(`The cursor at ${words} is not visible.`);
    }
    await this.page.mouse.move(0, 0);
    await this.page.mouse.move(cursor.x + 5, cursor.y + cursor.height / 2);
    const hover = this.page.locator('.monaco-resizable-hover:visible');
    await hover.waitFor();
    return hover;
  }

  // The box keeps its last text, and only a change of it selects a match. On a busy machine, what VS Code puts into the box when it opens may
  // come after the words, and replace them: then they are typed again.
  private async find(words: string, tries: number): Promise<void> {
    const box = this.page.locator('.find-widget.visible .find-part textarea');
    await box.fill('');
    await box.fill(words);
    const found = this.cursor.filter({ hasText: `(${words.length} selected)` });
    await (tries === 1 ? found.waitFor() : found.waitFor({ timeout: findTimeout }).catch(() => this.find(words, tries - 1)));
  }

  // The input box may close, or show the next prompt at once.
  private async choose(key: string, text: string, row: string): Promise<void> {
    await this.page.keyboard.press(key);
    const widget = this.page.locator('.quick-input-widget:visible');
    await widget.locator('input.input').first().fill(text);
    await widget.locator('.monaco-list-row', { hasText: row }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.waitForFunction(
      `${quickInput}.style.display === 'none' || ${quickInputBox}.value !== ${JSON.stringify(text)}`,
    );
  }
}

// How long a search may take before its words are typed again, in milliseconds.
const findTimeout = 10_000;

// Selectors for the input box of the palette and of dialogs. It keeps its last text while it is closed.
const quickInput = `document.querySelector('.quick-input-widget')`;
const quickInputBox = `${quickInput}.querySelector('input.input')`;

/** Opens a folder by its URL, and waits until the workbench is loaded. */
export async function openWorkbench(page: Page, server: RunningServer, folder: string): Promise<Workbench> {
  await page.goto(`http://${server.authority}/?folder=${encodeURIComponent(pathToFileURL(folder).pathname)}`);
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  await page.locator('.explorer-viewlet .monaco-list-row').first().waitFor();
  return new Workbench(page, folder);
}
