// The language server on Node: with the files of the disk, and drawing in threads.
import { connect } from './connection/connection.ts';
import { disk } from './disk.ts';
import { ThreadDrawer } from './drawing/thread-drawer.ts';
import { startServer } from './start.ts';

/** Serves the connection that the arguments of the process name (`--stdio`, `--node-ipc`). The protocol ends the process. */
export function serveEditor(): void {
  // A mistake in one file must not end the support of all others.
  process.on('unhandledRejection', (error) => console.error('internal error:', error));
  startServer(connect(), { fileSystemProvider: () => disk(), newDrawer: () => new ThreadDrawer() });
}
