// Opens documents of the workspace, and waits for their diagnostics and for tabs.
import * as vscode from 'vscode';

/** The open folder of the window. */
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

/** The position of the n-th occurrence of a word, counted from 1. */
export function placeOf(document: vscode.TextDocument, word: string, nth = 1): vscode.Position {
  let offset = -1;
  for (let count = 0; count < nth; count += 1) {
    offset = document.getText().indexOf(word, offset + 1);
    if (offset < 0) {
      throw new Error(`${document.fileName} does not contain ${word} ${nth} times.`);
    }
  }
  return document.positionAt(offset);
}

/** Waits until the diagnostics of a document satisfy a condition, and returns them. */
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

/** Waits until the titles of the tabs, by tab group, satisfy a condition, and returns them. */
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
