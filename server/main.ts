// The entry point of the language server on Node: over IPC for VS Code, over stdin and stdout with `--stdio`.
import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './start.ts';

startServer(createConnection(ProposedFeatures.all), NodeFileSystem.fileSystemProvider);
