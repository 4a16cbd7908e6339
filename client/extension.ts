// The entry point of the extension on Node: starts the language server and lists the features. A web extension would differ in the first two
// lines of `activate` only: a worker instead of the process, VS Code's file system instead of Node's.
import { type Disposable, type ExtensionContext, type TextDocument, type Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { writeWhole } from '#files/write-whole.ts';
import { claimsStatus } from './claims/claims-status.ts';
import { createHost, LANGUAGE_ID } from './host.ts';
import { type MarkdownPreview, markdownPreview } from './markdown/markdown-preview.ts';
import { createNodeClient } from './node-server.ts';
import { compareCommand } from './preview/compare-command.ts';
import { copyDiagram } from './preview/copy-diagram.ts';
import { diagramCommands } from './preview/diagram-commands.ts';
import { exportSvg } from './preview/export-svg.ts';
import { followCursor } from './preview/follow-cursor.ts';
import { followEditor } from './preview/follow-editor.ts';
import { createPanels } from './preview/panels.ts';
import { refreshDiagrams } from './preview/refresh.ts';
import { restoreDiagrams } from './preview/restore.ts';
import { traceCommands } from './preview/trace-commands.ts';
import { openSample } from './samples/open-sample.ts';

/** The API of the extension for tests and other extensions. */
export interface Api extends Pick<MarkdownPreview, 'extendMarkdownIt'> {
  /** Starts the server if it does not run, and resolves with the client when it is ready. Rejects if the server does not start. */
  readonly client: Promise<BaseLanguageClient>;
}

/** Called by VS Code when the extension is needed first. Returns what the tests in a real VS Code use. */
export function activate(context: ExtensionContext): Api {
  const client = createNodeClient(context);
  const host = createHost(client, context.extensionUri, writeFile);
  const panels = createPanels(host);
  const preview = markdownPreview(host);
  context.subscriptions.push(
    host,
    preview,
    startWhenNeeded(() => client.start()),
    panels,
    diagramCommands(panels),
    exportSvg(host, panels),
    traceCommands(host, panels),
    copyDiagram(host, panels),
    compareCommand(panels),
    restoreDiagrams(panels),
    refreshDiagrams(host, panels),
    followEditor(panels),
    followCursor(host, panels),
    claimsStatus(host),
    openSample(host),
    { dispose: () => client.dispose() },
  );
  return {
    extendMarkdownIt: preview.extendMarkdownIt,
    get client() {
      return client.start().then(() => client);
    },
  };
}

/**
 * Starts the server with the first netarch document. A Markdown preview activates the extension too, mostly without a block for it, and a request
 * starts the server by itself.
 */
function startWhenNeeded(start: () => Promise<void>): Disposable {
  const startFor = ({ languageId }: TextDocument): void => {
    if (languageId === LANGUAGE_ID) {
      void start();
    }
  };
  workspace.textDocuments.forEach(startFor);
  return workspace.onDidOpenTextDocument(startFor);
}

async function writeFile(target: Uri, content: Uint8Array, source: Uri): Promise<void> {
  if (target.path.endsWith('.netarch') || target.toString() === source.toString()) {
    throw new Error(`${target.path} cannot be written: it is a source of diagrams`);
  }
  if (target.scheme === 'file') {
    const failure = await writeWhole(target.fsPath, content, { sources: source.scheme === 'file' ? [source.fsPath] : [] });
    if (failure !== undefined) {
      throw new Error(`${target.fsPath} cannot be written: ${failure}`);
    }
  } else {
    await workspace.fs.writeFile(target, content);
  }
}
