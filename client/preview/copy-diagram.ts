// Feature: the commands that copy the active diagram to the clipboard.
import { commands, Disposable, env, Uri, type WebviewPanel, window } from 'vscode';
import type { Host } from '#client/host.ts';
import { drawn, sourceOf } from './export-source.ts';
import type { ToWebview } from './messages.ts';
import type { Panels } from './panels.ts';
import { readToExtension } from './read-message.ts';

/** Registers `netarch.copySvg`, which copies the text of an SVG, and `netarch.copyPng`, which copies an image. */
export function copyDiagram(host: Host, panels: Panels): Disposable {
  return Disposable.from(
    commands.registerCommand('netarch.copySvg', () => reporting(() => copySvg(host, panels))),
    commands.registerCommand('netarch.copyPng', () => reporting(() => copyPng(host, panels))),
  );
}

async function copySvg(host: Host, panels: Panels): Promise<boolean> {
  const picture = await drawn(host, sourceOf(panels), 'svg');
  if (picture) {
    await env.clipboard.writeText(picture.text);
  }
  return picture !== undefined;
}

/** Extensions can copy text only, so the page of the diagram copies the image. */
async function copyPng(host: Host, panels: Panels): Promise<boolean> {
  const panel = panels.active() ?? panels.all().find(({ tab }) => tab.visible);
  if (!panel) {
    throw new Error('Open the diagram first: VS Code lets only its page copy an image.');
  }
  const { uri, choice } = panel.state();
  const picture = await drawn(host, { uri: Uri.parse(uri), choice }, 'png');
  if (picture) {
    panel.tab.reveal();
    const problem = await copiedBy(panel.tab, picture.text);
    if (problem !== null) {
      throw new Error(`The image cannot be copied: ${problem}`);
    }
  }
  return picture !== undefined;
}

/** Lets the page copy a PNG, given in Base64. Resolves with null, or with a sentence about why it was not copied. */
function copiedBy(tab: WebviewPanel, png: string): Promise<string | null> {
  return new Promise((resolve) => {
    const finish = (problem: string | null): void => {
      listening.dispose();
      resolve(problem);
    };
    const listening = Disposable.from(
      tab.webview.onDidReceiveMessage((anything: unknown) => {
        const message = readToExtension(anything);
        if (message?.type === 'copied') {
          finish(message.problem);
        }
      }),
      tab.onDidDispose(() => finish('its tab was closed')),
    );
    void tab.webview.postMessage({ type: 'copy', png } satisfies ToWebview);
  });
}

async function reporting(copy: () => Promise<boolean>): Promise<void> {
  try {
    if (await copy()) {
      window.setStatusBarMessage('Diagram copied', 3000);
    }
  } catch (error) {
    void window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}
