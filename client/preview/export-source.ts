// What an export or a copy is made of: the active diagram, drawn in a format as the settings say.
import { ProgressLocation, Uri, window, workspace } from 'vscode';
import { type Host, LANGUAGE_ID } from '#client/host.ts';
import { type DiagramParams, type DiagramResult, diagramRequest } from '#server/protocol.ts';
import type { Choice } from './messages.ts';
import { olderText } from './older-text.ts';
import { firstChoice, type Panels } from './panels.ts';
import { diagramParams } from './params.ts';
import { currentTheme, type PictureTheme } from './theme.ts';

/** The picture of a diagram, as the settings of exports say; `undefined` if the user cancelled. A large one takes seconds. Rejects with a sentence for the user. */
export function drawn(host: Host, { uri, choice }: Source, format: DiagramParams['format']): Thenable<DiagramResult | undefined> {
  const options = { location: ProgressLocation.Notification, title: 'Exporting the diagram…', cancellable: true };
  return window.withProgress(options, async (_, token) => {
    const older = choice.against === undefined ? undefined : await olderText(uri, choice.against);
    if (older?.ok === false) {
      throw new Error(older.problem);
    }
    const params = {
      ...diagramParams(uri.toString(), choice, exportTheme()),
      ...exportStyle(),
      ...(older && { against: older.value }),
      format,
    };
    const picture = await host.client.sendRequest(diagramRequest, params, token).catch((error: unknown) => {
      if (token.isCancellationRequested) {
        return undefined;
      }
      throw error;
    });
    if (picture === null) {
      throw new Error('Nothing to export: the file has no diagram yet.');
    }
    return picture;
  });
}

/** A file, and what its diagram shows. */
export interface Source {
  readonly uri: Uri;
  readonly choice: Choice;
}

/** The diagram that has the focus, otherwise the file in the editor as its diagram shows it. Throws with a sentence for the user if there is neither. */
export function sourceOf(panels: Panels): Source {
  const document = window.activeTextEditor?.document;
  const edited = document?.languageId === LANGUAGE_ID ? document.uri : undefined;
  const panel = panels.active() ?? (edited ? panels.of(edited) : panels.all().find(({ tab }) => tab.visible));
  if (panel) {
    const { uri, choice } = panel.state();
    return { uri: Uri.parse(uri), choice };
  }
  if (!edited) {
    throw new Error('Nothing to export: open a .netarch file or its diagram first.');
  }
  return { uri: edited, choice: firstChoice(edited) };
}

function exportTheme(): PictureTheme {
  const wanted = workspace.getConfiguration('netarch').get('export.theme');
  return wanted === 'light' || wanted === 'dark' ? wanted : currentTheme();
}

/** What the settings say. A value that they do not allow counts as absent. */
function exportStyle(): Pick<DiagramParams, 'scale' | 'transparent'> {
  const settings = workspace.getConfiguration('netarch');
  const scale = settings.get('export.scale');
  const transparent = settings.get('export.transparent');
  return {
    ...(typeof scale === 'number' && scale > 0 && scale <= 10 && { scale }),
    ...(typeof transparent === 'boolean' && { transparent }),
  };
}
