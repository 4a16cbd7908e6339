// Go to definition. The editor underlines the word under the cursor, not the whole qualified name.
import { AstUtils, type CstNode } from 'langium';
import { DefaultDefinitionProvider, type GoToLink } from 'langium/lsp';

/** Answers `textDocument/definition` with the declarations of the name at the cursor. */
export class NetarchDefinitionProvider extends DefaultDefinitionProvider {
  protected override findLinks(source: CstNode): GoToLink[] {
    return this.references.findDeclarationNodes(source).map((target) => ({
      source,
      target,
      targetDocument: AstUtils.getDocument(target.astNode),
    }));
  }
}
