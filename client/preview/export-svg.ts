// Feature: the command that exports the active diagram to a file: a picture (SVG, PNG, PDF), or a diagram of draw.io.
import { commands, type Disposable, Uri, window, workspace } from 'vscode';
import type { Host } from '#client/host.ts';
import type { DiagramResult } from '#server/protocol.ts';
import { EXPORT_FILTERS, exportFormat, exportName } from './export-name.ts';
import { drawn, sourceOf } from './export-source.ts';
import type { Choice } from './messages.ts';
import type { Panels } from './panels.ts';

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
  const picture = await drawn(host, source, format);
  if (picture) {
    await host.writeFile(file, Buffer.from(picture.text, picture.encoding), source.uri);
    void report(file, picture);
  }
  return picture && file;
}

async function askForTarget(source: Uri, choice: Choice): Promise<Uri | undefined> {
  const folder = source.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(source, '..');
  return window.showSaveDialog({
    title: 'Export Diagram',
    filters: Object.fromEntries(Object.entries(EXPORT_FILTERS).map(([name, extension]) => [name, [extension]])),
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
