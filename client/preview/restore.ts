// Feature: diagrams that were open when the window was closed or reloaded are opened again.
import { type Disposable, type WebviewPanel, window } from 'vscode';
import { DIAGRAM_VIEW_TYPE, type Panels } from './panels.ts';
import { readPanelState } from './read-message.ts';

/** Takes over diagrams that VS Code kept. A tab whose kept state cannot be read is closed. */
export function restoreDiagrams(panels: Panels): Disposable {
  return window.registerWebviewPanelSerializer(DIAGRAM_VIEW_TYPE, {
    deserializeWebviewPanel: async (tab: WebviewPanel, kept: unknown) => {
      const state = readPanelState(kept);
      if (state) {
        panels.adopt(tab, state);
      } else {
        tab.dispose();
      }
    },
  });
}
