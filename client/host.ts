// What every feature of the extension receives: the server, its notifications, the extension's files, and the function that writes a file.
import { type Disposable, type Event, EventEmitter, type Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { networkChanged } from '#server/protocol.ts';

/** What a feature may use: the language server, its notifications, the extension's own files, and writing. */
export interface Host extends Disposable {
  readonly client: BaseLanguageClient;
  /** Fires with the URI of a file whose network changed. */
  readonly onNetworkChanged: Event<string>;
  readonly extensionUri: Uri;
  readonly writeFile: WriteFile;
}

/** Writes a file atomically, but never over a `.netarch` file or over `source`. Rejects with a reason that a user understands. */
export type WriteFile = (target: Uri, content: Uint8Array, source: Uri) => Promise<void>;

/** The id of the language in `contributes.languages`. */
export const LANGUAGE_ID = 'netarch';

/** A client takes one handler for each notification. The emitter lets many features listen. */
export function createHost(client: BaseLanguageClient, extensionUri: Uri, writeFile: WriteFile): Host {
  const changed = new EventEmitter<string>();
  const ear = client.onNotification(networkChanged, ({ uri }) => changed.fire(uri));
  return {
    client,
    onNetworkChanged: changed.event,
    extensionUri,
    writeFile,
    dispose: () => {
      ear.dispose();
      changed.dispose();
    },
  };
}
