// Feature: when the cursor moves, its box is marked in every diagram of that file.
import { CancellationTokenSource, Disposable, type TextEditor, window, workspace } from 'vscode';
import { type Host, LANGUAGE_ID } from '#client/host.ts';
import { latestOnly } from '#client/latest.ts';
import { claimAtRequest, resourceAtRequest } from '#server/protocol.ts';
import type { Panels } from './panels.ts';

/** Milliseconds that the cursor must rest: longer than the repeat rate of a held arrow key, too short to notice. */
const REST = 120;

/** Marks the box of the resource at the cursor, unless `netarch.diagram.followCursor` is off. Waits until the cursor rests. */
export function followCursor(host: Host, panels: Panels): Disposable {
  const questions = latestOnly(() => new CancellationTokenSource());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = ({ document, selection }: TextEditor): void => {
    const uri = document.uri.toString();
    const { line, character } = selection.active;
    void questions.ask(
      (token) => {
        const place = { uri, position: { line, character } };
        return Promise.all([
          host.client.sendRequest(resourceAtRequest, place, token),
          host.client.sendRequest(claimAtRequest, place, token),
        ]);
      },
      ([id, claim]) => {
        for (const panel of panels.all().filter((panel) => panel.state().uri === uri)) {
          panel.select(id);
          panel.light(claim);
        }
      },
    );
  };
  return Disposable.from(
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      clearTimeout(timer);
      if (textEditor.document.languageId === LANGUAGE_ID && panels.of(textEditor.document.uri) && isWanted(textEditor)) {
        timer = setTimeout(() => follow(textEditor), REST);
      }
    }),
    new Disposable(() => {
      clearTimeout(timer);
      questions.cancel();
    }),
  );
}

function isWanted({ document }: TextEditor): boolean {
  return workspace.getConfiguration('netarch', document.uri).get('diagram.followCursor', true);
}
