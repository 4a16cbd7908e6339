// The entry point of the language server of the extension: over IPC, or over stdin and stdout with `--stdio`.
import { serveEditor } from './node-server.ts';

serveEditor();
