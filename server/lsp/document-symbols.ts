// The outline of a document: VPC > subnet > workloads, each with its kind and address.
import type { AstNode, LangiumDocument } from 'langium';
import { AstUtils, type CstNode } from 'langium';
import type { DocumentSymbolProvider, LangiumServices, NodeKindProvider } from 'langium/lsp';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { isExpectation, isFlowStep, isListener, isTransitAttachment } from '#language/ast/generated/ast.ts';
import { detailOf } from './detail.ts';

/** Answers `textDocument/documentSymbol` with the outline. */
export class NetarchDocumentSymbolProvider implements DocumentSymbolProvider {
  readonly #kinds: NodeKindProvider;
  readonly #names: LangiumServices['references']['NameProvider'];

  constructor(services: LangiumServices) {
    this.#kinds = services.shared.lsp.NodeKindProvider;
    this.#names = services.references.NameProvider;
  }

  getSymbols(document: LangiumDocument): DocumentSymbol[] {
    return this.#symbolsIn(document.parseResult.value);
  }

  #symbolsIn(parent: AstNode): DocumentSymbol[] {
    return AstUtils.streamContents(parent)
      .toArray()
      .toSorted((a, b) => (a.$cstNode?.offset ?? 0) - (b.$cstNode?.offset ?? 0))
      .flatMap((node) => this.#symbolOf(node));
  }

  #symbolOf(node: AstNode): DocumentSymbol[] {
    const { $cstNode } = node;
    const title = $cstNode === undefined ? undefined : this.#titleOf(node, $cstNode);
    if ($cstNode === undefined || title === undefined) return this.#symbolsIn(node);
    const detail = detailOf(node);
    return [
      {
        name: title.text,
        kind: this.#kinds.getSymbolKind(node),
        range: $cstNode.range,
        selectionRange: title.range,
        children: this.#symbolsIn(node),
        ...(detail !== '' && { detail }),
      },
    ];
  }

  /** The title of an entry and its range; `undefined` for nodes without an entry: properties, rules, incomplete declarations. */
  #titleOf(node: AstNode, cst: CstNode): { readonly text: string; readonly range: CstNode['range'] } | undefined {
    const name = this.#names.getNameNode(node);
    if (name !== undefined) return { text: name.text, range: name.range };
    if (!isExpectation(node) && !isFlowStep(node) && !isListener(node) && !isTransitAttachment(node)) return undefined;
    const head = cst.text.split('{')[0]?.replaceAll(/\s+/g, ' ').trim() ?? '';
    return head === '' ? undefined : { text: head, range: cst.range };
  }
}
