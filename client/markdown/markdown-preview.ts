// Feature: blocks in the language netarch are diagrams in VS Code's Markdown preview.
import { commands, Disposable, Uri, window } from 'vscode';
import type { Host } from '#client/host.ts';
import { currentTheme } from '#client/preview/theme.ts';
import { snippetRequest } from '#server/protocol.ts';
import { createFences } from './drawn-fences.ts';
import { drawFences, type MarkdownIt } from './fences.ts';

/** What VS Code calls when it opens its first Markdown preview (`contributes.markdown.markdownItPlugins`). */
export interface MarkdownPreview extends Disposable {
  readonly extendMarkdownIt: <T extends MarkdownIt>(md: T) => T;
}

/** Nothing is started before a page has such a block. */
export function markdownPreview(host: Host): MarkdownPreview {
  const refresh = (): void => void commands.executeCommand('markdown.preview.refresh');
  const fences = createFences({
    draw: (params) => host.client.sendRequest(snippetRequest, params),
    theme: currentTheme,
    refresh,
  });
  const again = (isOld: (text: string) => boolean): void => {
    if (fences.forget(isOld)) {
      refresh();
    }
  };
  const listening = Disposable.from(
    window.onDidChangeActiveColorTheme(() => again(() => true)),
    host.onNetworkChanged(() => again((text) => /\bimport\b/.test(text))),
  );
  return {
    extendMarkdownIt: (md) => {
      drawFences(md, (fence) => fences.html(fence, pageOf(fence.env)));
      return md;
    },
    dispose: () => listening.dispose(),
  };
}

/** VS Code passes the document along. Its API does not promise that, so anything else counts as a page without a file. */
function pageOf(env: unknown): string {
  const page: unknown = typeof env === 'object' && env !== null && 'currentDocument' in env ? env.currentDocument : undefined;
  return page instanceof Uri ? page.toString() : 'untitled:page.md';
}
