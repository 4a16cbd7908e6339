// Starts a language server on files in memory, with a connected client.
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Drawer } from '#server/drawing/drawer.ts';
import { startServer } from '#server/start.ts';
import { newDrawer as drawHere } from './drawer.ts';
import { memoryFiles } from './memory-files.ts';

/** A client that is connected to a server. */
export interface Editor {
  readonly client: ProtocolConnection;
  /** Opens a document, and waits for its diagnostics. */
  readonly openDocument: (uri: string, text: string) => Promise<readonly string[]>;
  /** Replaces the text of an open document, and waits for its diagnostics. */
  readonly changeDocument: (uri: string, text: string) => Promise<readonly string[]>;
  /** Waits until the latest diagnostics of the document satisfy a condition. */
  readonly diagnosticsWhen: (uri: string, isWanted: (codes: readonly string[]) => boolean) => Promise<readonly string[]>;
  readonly close: () => void;
}

/** Starts a server for the folder `file:///project`. It must be closed, otherwise the test process does not end. */
export async function startEditor(
  files: Readonly<Record<string, string>> = {},
  newDrawer: () => Drawer = drawHere,
  initializationOptions?: unknown,
): Promise<Editor> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    fileSystemProvider: () => memoryFiles(new Map(Object.entries(files))),
    newDrawer,
  });
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const last = new Map<string, readonly string[]>();
  const listeners = new Set<(uri: string) => void>();
  client.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: Published) => {
    last.set(
      uri,
      diagnostics.map(({ code }) => String(code)),
    );
    for (const listener of listeners) listener(uri);
  });
  client.listen();
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
    initializationOptions,
    workspaceFolders: [{ uri: 'file:///project', name: 'work' }],
  });
  await client.sendNotification('initialized', {});
  let version = 1;
  const diagnosticsWhen = (uri: string, isWanted: (codes: readonly string[]) => boolean): Promise<readonly string[]> =>
    new Promise((resolve) => {
      const look = (changed: string): void => {
        const codes = last.get(uri);
        if (changed !== uri || codes === undefined || !isWanted(codes)) return;
        listeners.delete(look);
        resolve(codes);
      };
      listeners.add(look);
      look(uri);
    });
  const diagnosticsAfter = async (uri: string, method: string, parameters: object): Promise<readonly string[]> => {
    last.delete(uri);
    const codes = diagnosticsWhen(uri, () => true);
    await client.sendNotification(method, parameters);
    return codes;
  };
  return {
    client,
    diagnosticsWhen,
    openDocument: (uri, text) =>
      diagnosticsAfter(uri, 'textDocument/didOpen', { textDocument: { uri, languageId: 'netarch', version, text } }),
    changeDocument: (uri, text) => {
      version += 1;
      const parameters = { textDocument: { uri, version }, contentChanges: [{ text }] };
      return diagnosticsAfter(uri, 'textDocument/didChange', parameters);
    },
    close: () => {
      client.dispose();
      toServer.destroy();
      toClient.destroy();
    },
  };
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly code?: string }[];
}
