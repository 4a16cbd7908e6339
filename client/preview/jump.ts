// The id of a box → the cursor on its line.
import { Range, Uri, ViewColumn, window, workspace } from 'vscode';
import type { Host } from '#client/host.ts';
import { locateRequest } from '#server/protocol.ts';

/** A box that was clicked, and where its line should appear. */
export interface Jump {
  /** The document that the picture shows. */
  readonly uri: Uri;
  readonly id: string;
  /** Whether the keyboard goes along; otherwise it stays in the picture. */
  readonly focus: boolean;
  /** Where the picture is: the text must not cover it. */
  readonly column: ViewColumn | undefined;
}

/** Does nothing for a box without a line (a zone), when the resource is gone, or when the server does not answer. */
export async function jumpToLine(host: Host, { uri, id, focus, column }: Jump): Promise<void> {
  const location = await host.client.sendRequest(locateRequest, { uri: uri.toString(), id }).catch(() => null);
  if (!location) {
    return;
  }
  const { line, character } = location.range.start;
  const document = await workspace.openTextDocument(Uri.parse(location.uri));
  await window.showTextDocument(document, {
    viewColumn: columnOf(document.uri) ?? columnOf(uri) ?? besides(column),
    preserveFocus: !focus,
    selection: new Range(line, character, line, character),
  });
}

/** The column in which a document can be seen now. */
function columnOf(uri: Uri): ViewColumn | undefined {
  return window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString())?.viewColumn;
}

function besides(column: ViewColumn | undefined): ViewColumn {
  return column === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
}
