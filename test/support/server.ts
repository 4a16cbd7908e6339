// Files in memory → a running language server with a client, talking as an editor would.
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { startServer } from '#server/start.ts';
import { memoryFiles } from './memory-files.ts';

/** A client that is connected to a running server. */
export interface Editor {
  readonly client: ProtocolConnection;
  /** Opens a document; resolves once its diagnostics have come. */
  readonly openDocument: (uri: string, text: string) => Promise<readonly string[]>;
  /** Replaces the whole text of an open document; resolves once its diagnostics have come. */
  readonly changeDocument: (uri: string, text: string) => Promise<readonly string[]>;
  /** Resolves when diagnostics of the document come the next time. */
  readonly nextDiagnostics: (uri: string) => Promise<readonly string[]>;
  readonly close: () => void;
}

/** Starts a server for a folder `file:///work`. Close it, or the test process stays. */
export async function startEditor(files: Readonly<Record<string, string>> = {}): Promise<Editor> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), () =>
    memoryFiles(new Map(Object.entries(files))),
  );
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const waiting = new Map<string, (codes: readonly string[]) => void>();
  client.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: Published) =>
    waiting.get(uri)?.(diagnostics.map(({ code }) => String(code))),
  );
  client.listen();
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
    workspaceFolders: [{ uri: 'file:///work', name: 'work' }],
  });
  await client.sendNotification('initialized', {});
  let version = 1;
  const nextDiagnostics = (uri: string): Promise<readonly string[]> => new Promise((resolve) => waiting.set(uri, resolve));
  const diagnosticsAfter = async (uri: string, method: string, parameters: object): Promise<readonly string[]> => {
    const codes = nextDiagnostics(uri);
    await client.sendNotification(method, parameters);
    return codes;
  };
  return {
    client,
    nextDiagnostics,
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
