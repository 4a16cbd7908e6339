// Completion: keywords, names of resources and values.
import { type AstNode, type AstNodeDescription, AstUtils, GrammarAST, type ReferenceInfo, type Stream } from 'langium';
import {
  type CompletionAcceptor,
  type CompletionContext,
  type CompletionProviderOptions,
  type CompletionValueItem,
  DefaultCompletionProvider,
  type NextFeature,
} from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver-types';
import { isNamedNode, namespaceOf, namespaceSeenFrom, qualifiedName } from '#language/ast/declarations.ts';
import {
  isInvokeIntegration,
  isNodeProperty,
  isOutsideNetwork,
  isPodTarget,
  isRoute,
  isServiceProperty,
  isVpcEndpoint,
  isWorkload,
} from '#language/ast/generated/ast.ts';
import { kindIs } from '#language/network/kinds.ts';
import { inspectsPackets } from '#language/network/vpc-endpoint.ts';
import { detailOf } from '#server/lsp/detail.ts';
import { KEYWORDS } from '#server/lsp/keywords.ts';
import { fitsHere } from './place.ts';
import { valuesFor } from './values.ts';

/** Answers `textDocument/completion` with the keywords, names and values that fit at the cursor. */
export class NetarchCompletionProvider extends DefaultCompletionProvider {
  override readonly completionOptions: CompletionProviderOptions = { triggerCharacters: ['.'] };

  protected override completionFor(context: CompletionContext, next: NextFeature, accept: CompletionAcceptor) {
    if (!fitsHere(context, next)) return;
    if (GrammarAST.isRuleCall(next.feature)) return this.#completeValue(context, next, next.feature, accept);
    return super.completionFor(context, next, accept);
  }

  #completeValue(context: CompletionContext, next: NextFeature, call: GrammarAST.RuleCall, accept: CompletionAcceptor): void {
    const property =
      AstUtils.getContainerOfType(call, GrammarAST.isAssignment)?.feature ?? next.property ?? dottedProperty(context.node);
    if (property === undefined || context.node === undefined) return;
    const values = valuesFor({ property, terminal: call.rule.$refText }, context.node);
    for (const [index, { text, detail }] of values.entries()) {
      accept(context, { label: text, kind: CompletionItemKind.Value, detail, sortText: `0${String(index).padStart(3, '0')}` });
    }
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

/** The parts of a dotted service name carry no property name. */
function dottedProperty(node: AstNode | undefined): string | undefined {
  return node !== undefined && isServiceProperty(node) ? 'service' : undefined;
}

function isUseful(candidate: AstNode, place: AstNode): boolean {
  if (isVpcEndpoint(candidate)) return !isRoute(place) || inspectsPackets(candidate);
  if (!isWorkload(candidate)) return true;
  if (isRoute(place)) return kindIs(candidate.kind, 'routeTarget');
  if (isPodTarget(place)) return candidate.kind === 'pod';
  if (isInvokeIntegration(place)) return candidate.kind === 'lambda';
  if (isOutsideNetwork(place)) return kindIs(candidate.kind, 'forwards');
  return !isNodeProperty(place) || candidate.kind === 'node' || candidate.kind === 'instance';
}
