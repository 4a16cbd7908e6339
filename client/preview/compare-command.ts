// Feature: the command that compares the diagram with the last commit.
import { commands, type Disposable, Uri, window } from 'vscode';
import { LANGUAGE_ID } from '#client/host.ts';
import { olderText } from './older-text.ts';
import type { Panels } from './panels.ts';

const REVISION = 'HEAD';

/** Registers `netarch.compareWithHead`. A menu passes the file that it was opened on. */
export function compareCommand(panels: Panels): Disposable {
  return commands.registerCommand('netarch.compareWithHead', async (file?: unknown): Promise<void> => {
    const uri = file instanceof Uri && file.scheme !== 'webview-panel' ? file : shown(panels);
    if (uri === undefined) {
      void window.showInformationMessage('Open a .netarch file first: its diagram is compared with its last commit.');
      return;
    }
    const older = await olderText(uri, REVISION);
    if (!older.ok) {
      void window.showErrorMessage(older.problem);
      return;
    }
    if (panels.active()?.state().uri !== uri.toString()) {
      panels.open(uri, 'side');
    }
    const panel = panels.of(uri);
    panel?.choose({ ...panel.state().choice, flow: null, against: REVISION });
  });
}

/** The file of the diagram that has the focus, otherwise the one in the editor. */
function shown(panels: Panels): Uri | undefined {
  const panel = panels.active();
  const document = window.activeTextEditor?.document;
  if (panel) {
    return Uri.parse(panel.state().uri);
  }
  return document?.languageId === LANGUAGE_ID ? document.uri : undefined;
}
