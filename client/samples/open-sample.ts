// Feature: opens the walkthrough's example as a new, unsaved file.
import { commands, type Disposable, Uri, window, workspace } from 'vscode';
import { type Host, LANGUAGE_ID } from '#client/host.ts';

/** Registers `netarch.openSample`, which opens a copy of examples/production.netarch as an unsaved document. */
export function openSample({ extensionUri }: Host): Disposable {
  return commands.registerCommand('netarch.openSample', async () => {
    const example = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'examples', 'production.netarch'));
    const content = new TextDecoder().decode(example);
    const document = await workspace.openTextDocument({ language: LANGUAGE_ID, content });
    await window.showTextDocument(document);
  });
}
