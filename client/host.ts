// What every feature of the extension is given: the server, what it announces, our own files, and the one way to write a file.
import { type Disposable, type Event, EventEmitter, type Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { networkChanged } from '#server/protocol.ts';

/** What a feature may use: the language server, its announcements, the extension's own files, and writing. */
export interface Host extends Disposable {
  readonly client: BaseLanguageClient;
  /** The network behind the file with this address changed. */
  readonly onNetworkChanged: Event<string>;
  readonly extensionUri: Uri;
  readonly writeFile: WriteFile;
}

/** Writes a file whole or not at all. Rejects with a reason for people. */
export type WriteFile = (target: Uri, text: string) => Promise<void>;

/** The id of the language, in `contributes.languages`. */
export const LANGUAGE_ID = 'netarch';

/** A client has one ear for each notification: the emitter lets many features hear it. */
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
