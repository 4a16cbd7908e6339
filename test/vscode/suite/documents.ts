// Names of files in the workspace and words in them → documents, places and diagnostics, each waited for.
import * as vscode from 'vscode';

/** The folder that the window shows. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) {
    throw new Error('The tests need an open folder.');
  }
  return folder.uri;
}

/** Opens a file of the test workspace in an editor. */
export async function openFile(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(workspaceFolder(), name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The start of a word at its n-th place in a text, counted from 1. */
export function placeOf(document: vscode.TextDocument, word: string, nth = 1): vscode.Position {
  let offset = -1;
  for (let count = 0; count < nth; count += 1) {
    offset = document.getText().indexOf(word, offset + 1);
    if (offset < 0) {
      throw new Error(`${document.fileName} has no ${nth} times ${word}.`);
    }
  }
  return document.positionAt(offset);
}

/** The diagnostics of a document once they are as wanted; they come from the server at its own time. */
export function diagnosticsWhen(
  uri: vscode.Uri,
  isWanted: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = () => {
      const diagnostics = vscode.languages.getDiagnostics(uri);
      if (isWanted(diagnostics)) {
        listening.dispose();
        resolve(diagnostics);
      }
    };
    const listening = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

/** The titles of the tabs, group by group, once they are as wanted; the window reports them at its own time. */
export function tabsWhen(isWanted: (titles: readonly (readonly string[])[]) => boolean): Promise<readonly (readonly string[])[]> {
  return new Promise((resolve) => {
    const look = () => {
      const titles = vscode.window.tabGroups.all.map(({ tabs }) => tabs.map(({ label }) => label));
      if (isWanted(titles)) {
        for (const one of listening) one.dispose();
        resolve(titles);
      }
    };
    const { onDidChangeTabs, onDidChangeTabGroups } = vscode.window.tabGroups;
    const listening = [onDidChangeTabs(look), onDidChangeTabGroups(look)];
    look();
  });
}
