// Feature: the command that exports the active diagram to a file: an SVG picture, or a diagram of draw.io.
import { commands, type Disposable, Uri, window, workspace } from 'vscode';
import { type Host, LANGUAGE_ID } from '#client/host.ts';
import { type DiagramResult, diagramRequest } from '#server/protocol.ts';
import { exportName } from './export-name.ts';
import type { Choice } from './messages.ts';
import { firstChoice, type Panels } from './panels.ts';
import { diagramParams } from './params.ts';
import { currentTheme, type PictureTheme } from './theme.ts';

/**
 * `netarch.exportSvg`: asks for the target. If called with a target that ends in `.svg` or `.drawio` it does not ask, and rejects if it fails.
 * Returns the URI of the written file, or `undefined` if the user cancelled.
 */
export function exportSvg(host: Host, panels: Panels): Disposable {
  return commands.registerCommand('netarch.exportSvg', async (argument?: unknown): Promise<Uri | undefined> => {
    // A menu passes the source file: it must never be overwritten.
    const target = argument instanceof Uri && /\.(svg|drawio)$/.test(argument.path) ? argument : undefined;
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
  const params = diagramParams(source.uri.toString(), source.choice, exportTheme());
  const picture = await host.client.sendRequest(diagramRequest, params);
  if (!picture) {
    throw new Error('Nothing to export: the file has no diagram yet.');
  }
  const file = target ?? (await askForTarget(source.uri, source.choice));
  if (file) {
    const written = file.path.endsWith('.drawio')
      ? await host.client.sendRequest(diagramRequest, { ...params, format: 'drawio' })
      : picture;
    if (!written) {
      throw new Error('Nothing to export: the diagram is gone.');
    }
    await host.writeFile(file, written.text, source.uri);
    void report(file, written);
  }
  return file;
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

async function askForTarget(source: Uri, choice: Choice): Promise<Uri | undefined> {
  const folder = source.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(source, '..');
  return window.showSaveDialog({
    title: 'Export Diagram',
    filters: { 'SVG picture': ['svg'], 'draw.io diagram': ['drawio'] },
    ...(folder && { defaultUri: Uri.joinPath(folder, exportName(source.path, choice)) }),
  });
}

async function report(file: Uri, { stale, partial }: DiagramResult): Promise<void> {
  const name = file.path.split('/').at(-1);
  const chosen = stale
    ? await window.showWarningMessage(
        `Exported ${name}. The text has errors: ${partial ? 'this is what can be understood of it' : 'this is its last valid diagram'}.`,
        'Open',
      )
    : await window.showInformationMessage(`Exported ${name}.`, 'Open');
  if (chosen === 'Open') {
    await commands.executeCommand('vscode.open', file);
  }
}
