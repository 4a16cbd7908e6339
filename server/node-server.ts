// The language server on Node: with the files of the disk, and drawing in threads.
import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { ThreadDrawer } from './drawing/thread-drawer.ts';
import { startServer } from './start.ts';

/** Serves the connection that the arguments of the process name (`--stdio`, `--node-ipc`). The protocol ends the process. */
export function serveEditor(): void {
  startServer(createConnection(ProposedFeatures.all), { ...NodeFileSystem, newDrawer: () => new ThreadDrawer() });
}
