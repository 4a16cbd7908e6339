// Feature: the commands that show a trace in the diagram: of the flow or claim at the cursor, or of any two ends.
import { commands, Disposable, Uri, window } from 'vscode';
import { type Host, LANGUAGE_ID } from '#client/host.ts';
import { claimAtRequest } from '#server/protocol.ts';
import { type Question, readQuestion } from './messages.ts';
import type { Panels } from './panels.ts';

/** Registers `netarch.showTrace` and `netarch.traceBetween`. */
export function traceCommands(host: Host, panels: Panels): Disposable {
  return Disposable.from(
    commands.registerCommand('netarch.showTrace', async (uri?: unknown, question?: unknown) => {
      const source = typeof uri === 'string' ? Uri.parse(uri) : edited();
      const wanted = readQuestion(question) ?? (await claimAtCursor(host));
      return source && wanted ? show(panels, source, wanted) : traceBetween(panels);
    }),
    commands.registerCommand('netarch.traceBetween', () => traceBetween(panels)),
  );
}

function show(panels: Panels, uri: Uri, question: Question): void {
  panels.open(uri, 'side');
  panels.of(uri)?.ask({ question });
}

/** Asks for both ends and the traffic. Does nothing if one of them is cancelled. */
async function traceBetween(panels: Panels): Promise<void> {
  const uri = edited();
  if (uri === undefined) {
    void window.showInformationMessage('Open a .netarch file first: the trace follows a packet through its network.');
    return;
  }
  const ends = { placeHolder: 'web, shop.web, internet, 10.0.0.5', ignoreFocusOut: true };
  const from = await window.showInputBox({ ...ends, title: 'Trace from', prompt: 'Who sends the packet: a name or an address' });
  const to = from && (await window.showInputBox({ ...ends, title: `Trace from ${from} to`, prompt: 'Who receives it' }));
  const traffic = to
    ? await window.showInputBox({
        title: `Trace from ${from} to ${to} on`,
        prompt: 'A protocol and a port, or nothing for the port that the receiver usually serves',
        placeHolder: 'tcp 443',
        ignoreFocusOut: true,
      })
    : undefined;
  if (from && to && traffic !== undefined) {
    show(panels, uri, { kind: 'call', from, to, traffic });
  }
}

function edited(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === LANGUAGE_ID ? document.uri : undefined;
}

async function claimAtCursor({ client }: Host): Promise<Question | undefined> {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId !== LANGUAGE_ID) {
    return undefined;
  }
  const { line, character } = editor.selection.active;
  const uri = editor.document.uri.toString();
  return (await client.sendRequest(claimAtRequest, { uri, position: { line, character } })) ?? undefined;
}
