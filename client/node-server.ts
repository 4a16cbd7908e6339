// The location of the extension → a client of the language server in a separate process. For extension hosts that run in Node.
import { commands, type ExtensionContext, Uri, window } from 'vscode';
import { CloseAction, type ErrorHandler, LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type InitializationOptions, workingOn } from '#server/protocol.ts';
import { type Crashes, createCrashes, leftOutText } from './crashes.ts';
import { LANGUAGE_ID } from './host.ts';
import { traceLink } from './trace-link.ts';

/** Creates the client without starting it. Its id is the prefix of the setting `netarch.trace.server`. */
export function createNodeClient(context: ExtensionContext): LanguageClient {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath;
  const run = { module, transport: TransportKind.ipc };
  const crashes = createCrashes();
  const client: LanguageClient = new LanguageClient(
    'netarch',
    'Netarch',
    { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } } },
    {
      documentSelector: SCHEMES.map((scheme) => ({ scheme, language: LANGUAGE_ID })),
      initializationOptions: (): InitializationOptions => ({ leftOut: crashes.leftOut() }),
      middleware: traceLink(() => client),
      errorHandler: restarting(crashes, () => client.createDefaultErrorHandler()),
    },
  );
  client.onNotification(workingOn, ({ uri }) => crashes.workingOn(uri));
  return client;
}

/** Files, unsaved files, and files of a repository opened without a clone; not the old side of a comparison. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs'];

/** Starts the server again as usual, which ends after five times in three minutes; after a file was left out, the counting begins again. */
function restarting(crashes: Crashes, usual: () => ErrorHandler): ErrorHandler {
  let handler: ErrorHandler | undefined;
  const current = (): ErrorHandler => {
    handler ??= usual();
    return handler;
  };
  return {
    error: (error, message, count) => current().error(error, message, count),
    closed: () => {
      const leftOut = crashes.ended();
      if (leftOut === undefined) {
        return current().closed();
      }
      handler = undefined;
      void offerReload(leftOutText(Uri.parse(leftOut).path));
      return { action: CloseAction.Restart, handled: true };
    },
  };
}

async function offerReload(message: string): Promise<void> {
  if ((await window.showWarningMessage(message, 'Reload Window')) === 'Reload Window') {
    await commands.executeCommand('workbench.action.reloadWindow');
  }
}
