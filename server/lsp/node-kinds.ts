// The icon of each kind of resource in outlines and completion lists.
import { type AstNode, type AstNodeDescription, isAstNodeDescription } from 'langium';
import type { NodeKindProvider } from 'langium/lsp';
import { CompletionItemKind, SymbolKind } from 'vscode-languageserver-types';
import type { NamedNode } from '#language/ast/declarations.ts';

type NamedType = NamedNode['$type'];

/** Parts of resources with their own entry in the outline. */
type PartType = 'Listener' | 'NetworkInterface' | 'TransitAttachment';

const SYMBOLS: Readonly<Record<NamedType | PartType, SymbolKind>> = {
  Host: SymbolKind.Constant,
  OutsideNetwork: SymbolKind.Constant,
  PrefixList: SymbolKind.Array,
  Peering: SymbolKind.Interface,
  SiteLink: SymbolKind.Interface,
  TransitGateway: SymbolKind.Interface,
  TransitRouteTable: SymbolKind.Array,
  TransitAttachment: SymbolKind.Field,
  Vpc: SymbolKind.Namespace,
  Subnet: SymbolKind.Package,
  RouteTable: SymbolKind.Array,
  InternetGateway: SymbolKind.Interface,
  NatGateway: SymbolKind.Interface,
  RegionalNat: SymbolKind.Interface,
  VpcEndpoint: SymbolKind.Interface,
  ClientVpn: SymbolKind.Interface,
  ResolverEndpoint: SymbolKind.Interface,
  PrivateZone: SymbolKind.Array,
  ResolverRule: SymbolKind.Array,
  SecurityGroup: SymbolKind.Key,
  NetworkAcl: SymbolKind.Key,
  Workload: SymbolKind.Object,
  KubernetesService: SymbolKind.Method,
  NetworkInterface: SymbolKind.Field,
  LoadBalancer: SymbolKind.Method,
  Listener: SymbolKind.Function,
  TargetGroup: SymbolKind.Array,
  ApiGateway: SymbolKind.Method,
  Flow: SymbolKind.Event,
  View: SymbolKind.File,
};

const COMPLETIONS: Readonly<Record<NamedType, CompletionItemKind>> = {
  Host: CompletionItemKind.Constant,
  OutsideNetwork: CompletionItemKind.Constant,
  PrefixList: CompletionItemKind.Value,
  Peering: CompletionItemKind.Interface,
  SiteLink: CompletionItemKind.Interface,
  TransitGateway: CompletionItemKind.Interface,
  TransitRouteTable: CompletionItemKind.Value,
  Vpc: CompletionItemKind.Module,
  Subnet: CompletionItemKind.Folder,
  RouteTable: CompletionItemKind.Value,
  InternetGateway: CompletionItemKind.Interface,
  NatGateway: CompletionItemKind.Interface,
  RegionalNat: CompletionItemKind.Interface,
  VpcEndpoint: CompletionItemKind.Interface,
  ClientVpn: CompletionItemKind.Interface,
  ResolverEndpoint: CompletionItemKind.Interface,
  PrivateZone: CompletionItemKind.Enum,
  ResolverRule: CompletionItemKind.Enum,
  SecurityGroup: CompletionItemKind.Property,
  NetworkAcl: CompletionItemKind.Property,
  Workload: CompletionItemKind.Variable,
  KubernetesService: CompletionItemKind.Method,
  LoadBalancer: CompletionItemKind.Method,
  TargetGroup: CompletionItemKind.Value,
  ApiGateway: CompletionItemKind.Method,
  Flow: CompletionItemKind.Event,
  View: CompletionItemKind.File,
};

/** Icons by the type of the syntax node. Flow steps and expectations, which have no names, are events. */
export class NetarchNodeKindProvider implements NodeKindProvider {
  getSymbolKind(node: AstNode | AstNodeDescription): SymbolKind {
    const type = typeOf(node);
    return isListed(type) ? SYMBOLS[type] : SymbolKind.Event;
  }

  getCompletionItemKind(node: AstNode | AstNodeDescription): CompletionItemKind {
    const type = typeOf(node);
    return isNamedType(type) ? COMPLETIONS[type] : CompletionItemKind.Event;
  }
}

function typeOf(node: AstNode | AstNodeDescription): string {
  return isAstNodeDescription(node) ? node.type : node.$type;
}

function isListed(type: string): type is NamedType | PartType {
  return Object.hasOwn(SYMBOLS, type);
}

function isNamedType(type: string): type is NamedType {
  return Object.hasOwn(COMPLETIONS, type);
}
