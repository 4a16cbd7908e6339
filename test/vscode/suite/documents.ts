// The name of a file in the workspace → the document, open in an editor.
import * as vscode from 'vscode';

/** Opens a file of the test workspace as a user would see it. */
export async function openFile(name: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) {
    throw new Error('The tests need an open folder.');
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}
