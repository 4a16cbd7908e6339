// Feature: diagrams that were open when the window was closed or reloaded are opened again.
import { type Disposable, TabInputText, TabInputTextDiff, Uri, type WebviewPanel, window, workspace } from 'vscode';
import { isOpened, type Opened } from './kept-uri.ts';
import type { PanelState } from './messages.ts';
import { DIAGRAM_VIEW_TYPE, type Panels } from './panels.ts';
import { readPanelState } from './read-message.ts';

/** Takes over diagrams that VS Code kept. A tab is closed if its kept state cannot be read, or names a file that is not open in this window. */
export function restoreDiagrams(panels: Panels): Disposable {
  return window.registerWebviewPanelSerializer(DIAGRAM_VIEW_TYPE, {
    deserializeWebviewPanel: async (tab: WebviewPanel, kept: unknown) => {
      const state = trusted(readPanelState(kept));
      if (state) {
        panels.adopt(tab, state);
      } else {
        tab.dispose();
      }
    },
  });
}

function trusted(state: PanelState | undefined): PanelState | undefined {
  const uri = state && parsed(state.uri)?.toString();
  return state && uri !== undefined && isOpened(uri, opened()) ? { ...state, uri } : undefined;
}

function parsed(uri: string): Uri | undefined {
  try {
    return Uri.parse(uri, true);
  } catch {
    return undefined; // It has no scheme, or is no URI.
  }
}

function opened(): Opened {
  // Documents of tabs that were not shown since the reload are not loaded yet.
  const inTabs = window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.flatMap(({ input }) =>
      input instanceof TabInputText ? input.uri : input instanceof TabInputTextDiff ? input.modified : [],
    ),
  );
  return {
    folders: (workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()),
    documents: [...workspace.textDocuments.map(({ uri }) => uri), ...inTabs].map((uri) => uri.toString()),
  };
}
