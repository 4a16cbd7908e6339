// Finds what the text at a position refers to: a resource, a part of one, a flow step, an expectation, an address, or a keyword.
import { type AstNode, AstUtils, type CstNode, CstUtils, GrammarAST, type LeafCstNode } from 'langium';
import type { LangiumServices } from 'langium/lsp';
import { isNamedNode, type NamedNode } from '#language/ast/declarations.ts';
import {
  type AclEntry,
  type Expectation,
  type FlowStep,
  isAclEntry,
  isExpectation,
  isFlow,
  isFlowStep,
  isListener,
  isListenerRule,
  isRoute,
  isSecurityGroupRule,
  isTransitAttachment,
  isTransitRoute,
  type Listener,
  type ListenerRule,
  type Route,
  type SecurityGroupRule,
  type TransitAttachment,
  type TransitRoute,
} from '#language/ast/generated/ast.ts';

/** A part of a resource that decides about packets. */
export type Part = Route | SecurityGroupRule | AclEntry | Listener | ListenerRule | TransitAttachment | TransitRoute;

/** A flow step or an expectation. */
export type Claim = FlowStep | Expectation;

/** The possible subjects of a hover. */
export type Subject =
  | { readonly kind: 'resource'; readonly node: NamedNode }
  | { readonly kind: 'part'; readonly node: Part }
  | { readonly kind: 'claim'; readonly node: Claim }
  | { readonly kind: 'address'; readonly text: string }
  | { readonly kind: 'internet' }
  | { readonly kind: 'keyword'; readonly word: string };

/** The subject, the token at the position, and the claim that contains it. */
export interface Found {
  readonly subject: Subject;
  readonly leaf: CstNode;
  readonly claim: Claim | undefined;
}

const ADDRESSES: ReadonlySet<string> = new Set(['IPV4', 'IPV6', 'CIDR4', 'CIDR6']);

/** The subject at an offset; `undefined` in comments, labels, numbers and white space. */
export function subjectAt(root: CstNode, offset: number, services: LangiumServices): Found | undefined {
  const leaf = CstUtils.findDeclarationNodeAtOffset(root, offset, services.parser.GrammarConfig.nameRegexp);
  if (leaf === undefined || leaf.hidden) return undefined;
  const claim = AstUtils.getContainerOfType(leaf.astNode, isClaim);
  const subject = subjectOf(leaf, claim, services);
  return subject && { subject, leaf, claim };
}

function subjectOf(leaf: LeafCstNode, claim: Claim | undefined, { references }: LangiumServices): Subject | undefined {
  const named = references.References.findDeclarations(leaf).find(isNamedNode);
  if (named !== undefined) return { kind: 'resource', node: named };
  if (ADDRESSES.has(leaf.tokenType.name)) return { kind: 'address', text: leaf.text };
  const isKeyword = GrammarAST.isKeyword(leaf.grammarSource);
  if (isKeyword && leaf.text === 'internet') return { kind: 'internet' };
  if (claim !== undefined) return { kind: 'claim', node: claim };
  if (isKeyword && isFlow(leaf.astNode) && leaf.text === 'flow') return { kind: 'resource', node: leaf.astNode };
  const part = AstUtils.getContainerOfType(leaf.astNode, isPart);
  if (part !== undefined) return { kind: 'part', node: part };
  return isKeyword ? { kind: 'keyword', word: leaf.text } : undefined;
}

function isClaim(node: AstNode): node is Claim {
  return isFlowStep(node) || isExpectation(node);
}

function isPart(node: AstNode): node is Part {
  return (
    isRoute(node) ||
    isSecurityGroupRule(node) ||
    isAclEntry(node) ||
    isListener(node) ||
    isListenerRule(node) ||
    isTransitAttachment(node) ||
    isTransitRoute(node)
  );
}
