// Completion: keywords, names of resources and values.
import {
  type AstNode,
  type AstNodeDescription,
  AstUtils,
  GrammarAST,
  type LangiumDocuments,
  type ReferenceInfo,
  type Stream,
} from 'langium';
import {
  type CompletionAcceptor,
  type CompletionContext,
  type CompletionProviderOptions,
  type CompletionValueItem,
  DefaultCompletionProvider,
  type LangiumServices,
  type NextFeature,
} from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver-types';
import { isNamedNode, namespaceOf, namespaceSeenFrom, qualifiedName } from '#language/ast/declarations.ts';
import { isExpectation, isNameEnd, isServiceProperty, isZoneRecord, NameEnd } from '#language/ast/generated/ast.ts';
import { detailOf } from '#server/lsp/detail.ts';
import { KEYWORDS } from '#server/lsp/keywords.ts';
import { isUseful } from './candidates.ts';
import { domainsIn } from './domains.ts';
import { fitsKind } from './lines.ts';
import { fitsHere } from './place.ts';
import { RECORD_NAMES, type Value, valuesFor } from './values.ts';

/** Answers `textDocument/completion` with the keywords, names and values that fit at the cursor. */
export class NetarchCompletionProvider extends DefaultCompletionProvider {
  override readonly completionOptions: CompletionProviderOptions = { triggerCharacters: ['.'] };
  readonly #documents: LangiumDocuments;

  constructor(services: LangiumServices) {
    super(services);
    this.#documents = services.shared.workspace.LangiumDocuments;
  }

  protected override completionFor(context: CompletionContext, next: NextFeature, accept: CompletionAcceptor) {
    const word = GrammarAST.isKeyword(next.feature) ? next.feature.value : undefined;
    if (!fitsHere(context, next) || !fitsKind(context, next, word)) return;
    if (GrammarAST.isRuleCall(next.feature)) return this.#completeValue(context, next, next.feature, accept);
    return super.completionFor(context, next, accept);
  }

  #completeValue(context: CompletionContext, next: NextFeature, call: GrammarAST.RuleCall, accept: CompletionAcceptor): void {
    for (const [index, { text, detail }] of this.#values(context, next, call).entries()) {
      // A domain name is less common than a resource in the place of a receiver.
      const order = next.type === NameEnd.$type ? '1~' : '0';
      const sortText = `${order}${String(index).padStart(3, '0')}`;
      accept(context, { label: text, kind: CompletionItemKind.Value, detail, sortText });
    }
  }

  #values({ node, document }: CompletionContext, next: NextFeature, call: GrammarAST.RuleCall): readonly Value[] {
    if (node === undefined) return [];
    const terminal = call.rule.$refText;
    const property = AstUtils.getContainerOfType(call, GrammarAST.isAssignment)?.feature ?? next.property ?? dottedProperty(node);
    if (property === 'domain') {
      if (isZoneRecord(node)) return terminal === 'STRING' ? RECORD_NAMES : [];
      // A name in place of a receiver is in quotes. The other alternative of both places would propose the same names again.
      if (next.type === NameEnd.$type || isNameEnd(node)) return domainsIn(document, this.#documents, true);
      return isExpectation(node) && terminal === 'ID' ? domainsIn(document, this.#documents, false) : [];
    }
    return property === undefined ? [] : valuesFor({ property, terminal }, node);
  }

  protected override completionForKeyword(
    context: CompletionContext,
    keyword: GrammarAST.Keyword,
    accept: CompletionAcceptor,
  ): void {
    if (!this.filterKeyword(context, keyword)) return;
    const meaning = KEYWORDS.get(keyword.value);
    const documentation = meaning === undefined ? {} : { documentation: { kind: 'markdown' as const, value: meaning } };
    accept(context, { label: keyword.value, kind: CompletionItemKind.Keyword, sortText: '2', ...documentation });
  }

  /** Only resources that are valid at this place; the types of the grammar are not precise enough. After a dot, qualified names. */
  protected override getReferenceCandidates(info: ReferenceInfo, context: CompletionContext): Stream<AstNodeDescription> {
    const typed = context.textDocument.getText().slice(context.tokenOffset, context.offset);
    return super
      .getReferenceCandidates(info, context)
      .filter(({ node }) => node === undefined || isUseful(node, info.container))
      .map((one) => (typed.includes('.') && one.node && isNamedNode(one.node) ? { ...one, name: qualifiedName(one.node) } : one));
  }

  /** Resources of the same VPC first. */
  protected override createReferenceCompletionItem(
    description: AstNodeDescription,
    info: ReferenceInfo,
    context: CompletionContext,
  ): CompletionValueItem {
    const { node } = description;
    const item = super.createReferenceCompletionItem(description, info, context);
    if (node === undefined) return item;
    const isOwn = namespaceOf(node) === namespaceSeenFrom(info.container);
    return { ...item, detail: detailOf(node), sortText: isOwn ? '0' : '1' };
  }
}

/** The parts of a dotted name carry no property name. */
function dottedProperty(node: AstNode): string | undefined {
  if (isServiceProperty(node)) return 'service';
  return isExpectation(node) && node.resolves ? 'domain' : undefined;
}
