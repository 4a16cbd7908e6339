// All open diagrams: one that follows the editor, and those that are locked to their file.
import { type Disposable, type Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { Host } from '#client/host.ts';
import { type Choice, NOTHING_ASKED, type PanelState, READABLE } from './messages.ts';
import { createDiagramPanel, type DiagramPanel } from './panel.ts';
import { choiceOf } from './params.ts';

/** The view type of diagram tabs. VS Code restores them by this name after a reload. */
export const DIAGRAM_VIEW_TYPE = 'netarch.diagram';

/** The open diagrams, in the order in which they were opened. */
export interface Panels extends Disposable {
  readonly all: () => readonly DiagramPanel[];
  /** The diagram that has the focus. */
  readonly active: () => DiagramPanel | undefined;
  /** A diagram of this file: the active one if there is one, otherwise the first. */
  readonly of: (uri: Uri) => DiagramPanel | undefined;
  /** Shows a file in the diagram that follows the editor, or in a new one. */
  readonly open: (uri: Uri, where: 'here' | 'side') => void;
  /** Takes over a tab that VS Code restored after a reload. */
  readonly adopt: (tab: WebviewPanel, state: PanelState) => void;
}

/** No diagram is open at first. Disposing the result closes all of them. */
export function createPanels(host: Host): Panels {
  let panels: readonly DiagramPanel[] = [];
  const adopt = (tab: WebviewPanel, state: PanelState): void => {
    const panel = createDiagramPanel(host, tab, state);
    panels = [...panels, panel];
    tab.onDidDispose(() => {
      panels = panels.filter((other) => other !== panel);
    });
  };
  const showing = (uri: Uri) => panels.filter((panel) => panel.state().uri === uri.toString());
  return {
    all: () => panels,
    active: () => panels.find(({ tab }) => tab.active),
    of: (uri) => showing(uri).find(({ tab }) => tab.visible) ?? showing(uri)[0],
    open: (uri, where) => {
      const preserveFocus = where === 'side';
      const open = panels.find((panel) => !panel.state().locked) ?? showing(uri)[0];
      if (open) {
        open.show(uri);
        open.tab.reveal(undefined, preserveFocus);
        return;
      }
      // Beside a locked diagram there is a column for diagrams already.
      const viewColumn = where === 'side' ? (panels[0]?.tab.viewColumn ?? ViewColumn.Beside) : ViewColumn.Active;
      adopt(window.createWebviewPanel(DIAGRAM_VIEW_TYPE, 'Diagram', { viewColumn, preserveFocus }), firstState(uri));
    },
    adopt,
    dispose: () => {
      for (const { tab } of panels) {
        tab.dispose();
      }
    },
  };
}

/** A new diagram shows what the settings say. */
function firstState(uri: Uri): PanelState {
  return { uri: uri.toString(), locked: false, choice: firstChoice(uri), detail: READABLE, asked: NOTHING_ASKED };
}

/** Everything, with the highlight and the internal traffic of the settings. */
export function firstChoice(uri: Uri): Choice {
  const settings = workspace.getConfiguration('netarch', uri);
  return choiceOf(settings.get('diagram.highlight'), settings.get('diagram.internal'));
}
