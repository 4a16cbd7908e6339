// The capabilities of the server: those of Langium, and selection ranges, which Langium does not support.
import { DefaultLanguageServer } from 'langium/lsp';
import type { InitializeParams, InitializeResult } from 'vscode-languageserver-protocol';

/** Langium's server with the capabilities that netarch adds. */
export class NetarchLanguageServer extends DefaultLanguageServer {
  protected override buildInitializeResult(params: InitializeParams): InitializeResult {
    const { capabilities, ...rest } = super.buildInitializeResult(params);
    return { ...rest, capabilities: { ...capabilities, selectionRangeProvider: true }, serverInfo: { name: 'netarch' } };
  }
}
