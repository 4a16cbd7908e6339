// The id of a box → the cursor on its line.
import { Range, Uri, ViewColumn, window, workspace } from 'vscode';
import type { Host } from '#client/host.ts';
import { locateRequest } from '#server/protocol.ts';

/** A box that was clicked, and where its line should appear. */
export interface Jump {
  /** The document that the diagram shows. */
  readonly uri: Uri;
  readonly id: string;
  /** Whether the editor takes the focus. Otherwise it stays in the diagram. */
  readonly focus: boolean;
  /** The column of the diagram: the text must not cover it. */
  readonly column: ViewColumn | undefined;
}

/** Does nothing for a box without a line (an Availability Zone), for a resource that no longer exists, or if the server does not answer. */
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

/** The column in which a document is visible now. */
function columnOf(uri: Uri): ViewColumn | undefined {
  return window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString())?.viewColumn;
}

function besides(column: ViewColumn | undefined): ViewColumn {
  return column === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
}
