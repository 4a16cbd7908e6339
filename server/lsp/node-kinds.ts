// A kind of thing → the icon that editors show for it in outlines and completion lists.
import { type AstNode, type AstNodeDescription, isAstNodeDescription } from 'langium';
import type { NodeKindProvider } from 'langium/lsp';
import { CompletionItemKind, SymbolKind } from 'vscode-languageserver-types';
import type { NamedNode } from '#language/ast/declarations.ts';

type NamedType = NamedNode['$type'];

const SYMBOLS: Readonly<Record<NamedType, SymbolKind>> = {
  Host: SymbolKind.Constant,
  OutsideNetwork: SymbolKind.Constant,
  Vpc: SymbolKind.Namespace,
  Subnet: SymbolKind.Package,
  RouteTable: SymbolKind.Array,
  InternetGateway: SymbolKind.Interface,
  NatGateway: SymbolKind.Interface,
  SecurityGroup: SymbolKind.Key,
  NetworkAcl: SymbolKind.Key,
  Workload: SymbolKind.Object,
  LoadBalancer: SymbolKind.Method,
  TargetGroup: SymbolKind.Array,
  ApiGateway: SymbolKind.Method,
  Flow: SymbolKind.Event,
  View: SymbolKind.File,
};

const COMPLETIONS: Readonly<Record<NamedType, CompletionItemKind>> = {
  Host: CompletionItemKind.Constant,
  OutsideNetwork: CompletionItemKind.Constant,
  Vpc: CompletionItemKind.Module,
  Subnet: CompletionItemKind.Folder,
  RouteTable: CompletionItemKind.Value,
  InternetGateway: CompletionItemKind.Interface,
  NatGateway: CompletionItemKind.Interface,
  SecurityGroup: CompletionItemKind.Property,
  NetworkAcl: CompletionItemKind.Property,
  Workload: CompletionItemKind.Variable,
  LoadBalancer: CompletionItemKind.Method,
  TargetGroup: CompletionItemKind.Value,
  ApiGateway: CompletionItemKind.Method,
  Flow: CompletionItemKind.Event,
  View: CompletionItemKind.File,
};

/** Icons by the type of the syntax node; things without a name (a claim, a leg) are events. */
export class NetarchNodeKindProvider implements NodeKindProvider {
  getSymbolKind(node: AstNode | AstNodeDescription): SymbolKind {
    const type = typeOf(node);
    return isNamedType(type) ? SYMBOLS[type] : SymbolKind.Event;
  }

  getCompletionItemKind(node: AstNode | AstNodeDescription): CompletionItemKind {
    const type = typeOf(node);
    return isNamedType(type) ? COMPLETIONS[type] : CompletionItemKind.Event;
  }
}

function typeOf(node: AstNode | AstNodeDescription): string {
  return isAstNodeDescription(node) ? node.type : node.$type;
}

function isNamedType(type: string): type is NamedType {
  return Object.hasOwn(SYMBOLS, type);
}
