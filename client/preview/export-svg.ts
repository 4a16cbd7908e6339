// Feature: the command that exports the active diagram to a file: a picture (SVG, PNG, PDF), or a diagram of draw.io.
import { commands, type Disposable, ProgressLocation, Uri, window, workspace } from 'vscode';
import { type Host, LANGUAGE_ID } from '#client/host.ts';
import { type DiagramParams, type DiagramResult, diagramRequest } from '#server/protocol.ts';
import { EXPORT_FILTERS, exportFormat, exportName } from './export-name.ts';
import type { Choice } from './messages.ts';
import { firstChoice, type Panels } from './panels.ts';
import { diagramParams } from './params.ts';
import { currentTheme, type PictureTheme } from './theme.ts';

/**
 * `netarch.exportSvg`: asks for the target, whose extension selects the format. If called with a target that has the extension of a format,
 * it does not ask, and rejects if it fails. Returns the URI of the written file, or `undefined` if the user cancelled.
 */
export function exportSvg(host: Host, panels: Panels): Disposable {
  return commands.registerCommand('netarch.exportSvg', async (argument?: unknown): Promise<Uri | undefined> => {
    // A menu passes the source file: it must never be overwritten.
    const target = argument instanceof Uri && exportFormat(argument.path) !== undefined ? argument : undefined;
    try {
      return await exportPicture(host, panels, target);
    } catch (error) {
      if (target) {
        throw error;
      }
      void window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  });
}

async function exportPicture(host: Host, panels: Panels, target: Uri | undefined): Promise<Uri | undefined> {
  const source = sourceOf(panels);
  if (!source) {
    throw new Error('Nothing to export: open a .netarch file or its diagram first.');
  }
  const file = target ?? (await askForTarget(source.uri, source.choice));
  if (!file) {
    return undefined;
  }
  const format = exportFormat(file.path);
  if (!format) {
    throw new Error(
      `${file.path} cannot be written: end its name with ${Object.values(EXPORT_FILTERS)
        .map((one) => `.${one}`)
        .join(', ')}.`,
    );
  }
  const params = { ...diagramParams(source.uri.toString(), source.choice, exportTheme()), ...exportStyle(), format };
  const picture = await drawn(host, params);
  if (picture) {
    await host.writeFile(file, Buffer.from(picture.text, picture.encoding), source.uri);
    void report(file, picture);
  }
  return picture && file;
}

/** The picture; `undefined` if the user cancelled. A large one takes seconds. */
function drawn(host: Host, params: DiagramParams): Thenable<DiagramResult | undefined> {
  const options = { location: ProgressLocation.Notification, title: 'Exporting the diagram…', cancellable: true };
  return window.withProgress(options, async (_, token) => {
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

interface Source {
  readonly uri: Uri;
  readonly choice: Choice;
}

/** The diagram that has the focus, otherwise the file in the editor as its diagram shows it. */
function sourceOf(panels: Panels): Source | undefined {
  const document = window.activeTextEditor?.document;
  const edited = document?.languageId === LANGUAGE_ID ? document.uri : undefined;
  const panel = panels.active() ?? (edited ? panels.of(edited) : panels.all().find(({ tab }) => tab.visible));
  if (panel) {
    const { uri, choice } = panel.state();
    return { uri: Uri.parse(uri), choice };
  }
  return edited && { uri: edited, choice: firstChoice(edited) };
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

async function askForTarget(source: Uri, choice: Choice): Promise<Uri | undefined> {
  const folder = source.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(source, '..');
  return window.showSaveDialog({
    title: 'Export Diagram',
    filters: Object.fromEntries(Object.entries(EXPORT_FILTERS).map(([name, extension]) => [name, [extension]])),
    ...(folder && { defaultUri: Uri.joinPath(folder, exportName(source.path, choice)) }),
  });
}

async function report(file: Uri, { stale }: DiagramResult): Promise<void> {
  const name = file.path.split('/').at(-1);
  const chosen = stale
    ? await window.showWarningMessage(`Exported ${name}. The text has errors: this is its last valid diagram.`, 'Open')
    : await window.showInformationMessage(`Exported ${name}.`, 'Open');
  if (chosen === 'Open') {
    await commands.executeCommand('vscode.open', file);
  }
}
