// A box of a diagram → an edit of the text: another name, or something more in it.
import { commands, Position, Uri, type WorkspaceEdit, window, workspace } from 'vscode';
import type { Host } from '#client/host.ts';
import { additionsRequest, locateRequest } from '#server/protocol.ts';
import { applyEdits } from './apply-edits.ts';

/** Asks for the new name. The server refuses one that is taken or would change the meaning of a line, and says why. */
export async function renameResource({ client }: Host, uri: string, id: string): Promise<void> {
  const location = await client.sendRequest(locateRequest, { uri, id });
  if (location === null) {
    return;
  }
  const { start, end } = location.range;
  const document = await workspace.openTextDocument(Uri.parse(location.uri));
  const old = document
    .getText()
    .slice(
      document.offsetAt(new Position(start.line, start.character)),
      document.offsetAt(new Position(end.line, end.character)),
    );
  const name = await window.showInputBox({ title: `Rename ${old}`, value: old, prompt: 'The new name, everywhere in the text' });
  if (!name || name === old) {
    return;
  }
  try {
    const at = new Position(start.line, start.character);
    const edit = await commands.executeCommand<WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, at, name);
    await workspace.applyEdit(edit);
  } catch (error) {
    void window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

/** Offers what fits there, each with the line that it adds. */
export async function addTo({ client }: Host, uri: string, id: string): Promise<void> {
  const offered = (await client.sendRequest(additionsRequest, { uri, id })) ?? [];
  if (offered.length === 0) {
    void window.showInformationMessage('Nothing can be added here from the diagram.');
    return;
  }
  const items = offered.map((one) => ({ label: one.title, description: one.detail, changes: one.changes }));
  const chosen = await window.showQuickPick(items, { title: 'Add', placeHolder: 'What to add' });
  if (chosen) {
    await applyEdits(chosen.changes);
  }
}
