// Edits of the server → the text, changed as one step that can be undone.
import { Range, TextEdit, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { FixOffer } from '#server/protocol.ts';

/** Applies the fix of a trace. */
export function applyFix(fix: FixOffer | undefined): Promise<void> {
  return applyEdits(fix?.changes ?? {});
}

/** Says so if the text has changed since, or cannot be changed. */
export async function applyEdits(changes: FixOffer['changes']): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const [uri, edits] of Object.entries(changes)) {
    const changed = edits.map(({ range: { start, end }, newText }) =>
      TextEdit.replace(new Range(start.line, start.character, end.line, end.character), newText),
    );
    edit.set(Uri.parse(uri), changed);
  }
  if (edit.size === 0 || !(await workspace.applyEdit(edit))) {
    void window.showWarningMessage('The text could not be changed: it is different now. Ask again.');
  }
}
