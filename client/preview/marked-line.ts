// The id of what decides about a packet → its line, marked in the editors that show it.
import { Range, TextEditorRevealType, ThemeColor, Uri, window } from 'vscode';
import type { Host } from '#client/host.ts';
import { locateRequest } from '#server/protocol.ts';

const LOOK = window.createTextEditorDecorationType({
  isWholeLine: true,
  backgroundColor: new ThemeColor('editor.stackFrameHighlightBackground'),
  overviewRulerColor: new ThemeColor('editorOverviewRuler.findMatchForeground'),
});

/** The cursor stays where it is. `null` removes the mark, and so does what no line of the text decides. */
export async function markLine(host: Host, uri: string, id: string | null): Promise<void> {
  const location = id === null ? null : await host.client.sendRequest(locateRequest, { uri, id }).catch(() => null);
  for (const editor of window.visibleTextEditors) {
    if (location === null || editor.document.uri.toString() !== Uri.parse(location.uri).toString()) {
      editor.setDecorations(LOOK, []);
      continue;
    }
    const { start } = location.range;
    const range = new Range(start.line, 0, start.line, 0);
    editor.setDecorations(LOOK, [range]);
    editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
