// The location of the extension → a client of the language server in a separate process. For extension hosts that run in Node.
import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { LANGUAGE_ID } from './host.ts';

/** Creates the client without starting it. Its id is the prefix of the setting `netarch.trace.server`. */
export function createNodeClient(context: ExtensionContext): LanguageClient {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath;
  const run = { module, transport: TransportKind.ipc };
  return new LanguageClient(
    'netarch',
    'Netarch',
    { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } } },
    { documentSelector: SCHEMES.map((scheme) => ({ scheme, language: LANGUAGE_ID })) },
  );
}

/** Files, unsaved files, and files of a repository opened without a clone; not the old side of a comparison. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs'];
