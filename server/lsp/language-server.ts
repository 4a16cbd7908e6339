// What the server tells an editor that it can do: Langium's list, and selection ranges, which Langium does not know.
import { DefaultLanguageServer } from 'langium/lsp';
import type { InitializeParams, InitializeResult } from 'vscode-languageserver-protocol';

/** Langium's server with the capabilities that netarch adds. */
export class NetarchLanguageServer extends DefaultLanguageServer {
  protected override buildInitializeResult(params: InitializeParams): InitializeResult {
    const { capabilities, ...rest } = super.buildInitializeResult(params);
    return { ...rest, capabilities: { ...capabilities, selectionRangeProvider: true }, serverInfo: { name: 'netarch' } };
  }
}
