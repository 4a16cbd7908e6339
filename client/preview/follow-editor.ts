// Feature: an unlocked diagram shows the file of the active editor.
import { type Disposable, window } from 'vscode';
import { LANGUAGE_ID } from '#client/host.ts';
import type { Panels } from './panels.ts';

/** Shows the file of the active editor in every diagram that is not locked. */
export function followEditor(panels: Panels): Disposable {
  return window.onDidChangeActiveTextEditor((editor) => {
    if (editor?.document.languageId !== LANGUAGE_ID) {
      return;
    }
    for (const panel of panels.all()) {
      if (!panel.state().locked) {
        panel.show(editor.document.uri);
      }
    }
  });
}
