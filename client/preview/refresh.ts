// Feature: diagrams are drawn again when the network, the theme or the server changes.
import { Disposable, window } from 'vscode';
import { State } from 'vscode-languageclient';
import type { Host } from '#client/host.ts';
import type { Panels } from './panels.ts';

/** Asks for pictures again when a network changes, the colour theme changes, or the server has started again. */
export function refreshDiagrams({ client, onNetworkChanged }: Host, panels: Panels): Disposable {
  const refreshAll = (): void => {
    for (const panel of panels.all()) {
      panel.refresh();
    }
  };
  return Disposable.from(
    onNetworkChanged((uri) => {
      for (const panel of panels.all().filter((panel) => panel.state().uri === uri)) {
        panel.refresh();
      }
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) {
        refreshAll();
      }
    }),
    window.onDidChangeActiveColorTheme(refreshAll),
  );
}
