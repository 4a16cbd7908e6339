// Feature: the commands that open a diagram, here or to the side, and lock it.
import { commands, Disposable, Uri, window } from 'vscode';
import { LANGUAGE_ID } from '#client/host.ts';
import type { Panels } from './panels.ts';

/** Registers `netarch.openDiagram`, `netarch.openDiagramToSide` and `netarch.lockDiagram`. */
export function diagramCommands(panels: Panels): Disposable {
  return Disposable.from(
    commands.registerCommand('netarch.openDiagram', (file?: unknown) => open(panels, file, 'here')),
    commands.registerCommand('netarch.openDiagramToSide', (file?: unknown) => open(panels, file, 'side')),
    commands.registerCommand('netarch.lockDiagram', () => (panels.active() ?? panels.all()[0])?.toggleLock()),
  );
}

/** A menu passes the file that it was opened on. The palette and key bindings mean the active editor. */
function open(panels: Panels, file: unknown, where: 'here' | 'side'): void {
  const document = window.activeTextEditor?.document;
  const uri = file instanceof Uri ? file : document?.languageId === LANGUAGE_ID ? document.uri : undefined;
  if (uri) {
    panels.open(uri, where);
  } else {
    void window.showInformationMessage('Open a .netarch file first: the diagram shows the file in the active editor.');
  }
}
