// A suggested fix → the text, changed as one step that can be undone.
import { Range, TextEdit, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { FixOffer } from '#server/protocol.ts';

/** Says so if the text has changed since, or cannot be changed. */
export async function applyFix(fix: FixOffer | undefined): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const [uri, edits] of Object.entries(fix?.changes ?? {})) {
    const changed = edits.map(({ range: { start, end }, newText }) =>
      TextEdit.replace(new Range(start.line, start.character, end.line, end.character), newText),
    );
    edit.set(Uri.parse(uri), changed);
  }
  if (edit.size === 0 || !(await workspace.applyEdit(edit))) {
    void window.showWarningMessage('The fix could not be applied: the text has changed. Ask for the trace again.');
  }
}
