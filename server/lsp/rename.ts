// Renames a resource in all files. A name that would change the meaning of a line is rejected with a reason.
import { type AstReflection, CstUtils, type LangiumDocument, type LangiumDocuments } from 'langium';
import { DefaultRenameProvider, type LangiumServices } from 'langium/lsp';
import { LSPErrorCodes, type RenameParams, ResponseError, type WorkspaceEdit } from 'vscode-languageserver-protocol';
import { isNamedNode } from '#language/ast/declarations.ts';
import { whyNot } from './new-name.ts';

/** Answers `textDocument/rename` and `prepareRename`. Rejects a name that would change the meaning of a line. */
export class NetarchRenameProvider extends DefaultRenameProvider {
  readonly #documents: LangiumDocuments;
  readonly #reflection: AstReflection;

  constructor(services: LangiumServices) {
    super(services);
    this.#documents = services.shared.workspace.LangiumDocuments;
    this.#reflection = services.shared.AstReflection;
  }

  /** @throws ResponseError with the reason if the name is not possible. */
  override async rename(document: LangiumDocument, params: RenameParams): Promise<WorkspaceEdit | undefined> {
    const offset = document.textDocument.offsetAt(params.position);
    const root = document.parseResult.value.$cstNode;
    const leaf = CstUtils.findDeclarationNodeAtOffset(root, offset, this.grammarConfig.nameRegexp);
    const target = leaf === undefined ? undefined : this.references.findDeclarations(leaf).find(isNamedNode);
    if (target === undefined) return undefined;
    const reason = whyNot(target, params.newName, this.#documents, this.#reflection);
    if (reason !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, reason);
    return super.rename(document, params);
  }
}
