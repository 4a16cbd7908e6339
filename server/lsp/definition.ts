// Go to definition. The editor underlines the word under the cursor, not the whole qualified name.
import { AstUtils, type CstNode, CstUtils, type LangiumDocuments } from 'langium';
import { DefaultDefinitionProvider, type GoToLink, type LangiumServices } from 'langium/lsp';
import { isExpectation, isNameEnd } from '#language/ast/generated/ast.ts';
import { declarationOf, domainNames } from './domain-names.ts';

/** Answers `textDocument/definition` with the declarations of the name at the cursor: of a domain name, its record or forwarding rule. */
export class NetarchDefinitionProvider extends DefaultDefinitionProvider {
  readonly #documents: LangiumDocuments;

  constructor(services: LangiumServices) {
    super(services);
    this.#documents = services.shared.workspace.LangiumDocuments;
  }

  protected override findLinks(source: CstNode): GoToLink[] {
    const { astNode } = source;
    if (isNameEnd(astNode)) return this.#domainLinks(source, astNode.domain);
    const whole = CstUtils.getDatatypeNode(source) ?? source;
    if (isExpectation(astNode) && astNode.domain !== undefined && whole.text === astNode.domain)
      return this.#domainLinks(whole, astNode.domain);
    return this.references.findDeclarationNodes(source).map((target) => ({
      source,
      target,
      targetDocument: AstUtils.getDocument(target.astNode),
    }));
  }

  #domainLinks(source: CstNode, domain: string): GoToLink[] {
    const declared = declarationOf(domainNames(AstUtils.getDocument(source.astNode), this.#documents), domain)?.declared;
    const target = declared?.$cstNode;
    return declared === undefined || target === undefined
      ? []
      : [{ source, target, targetDocument: AstUtils.getDocument(declared) }];
  }
}
