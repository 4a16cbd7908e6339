// Semantic tokens: a name has the colour of the kind of resource that it refers to, in declarations and references alike.
import { type AstNode, AstUtils, CstUtils, GrammarUtils, type Reference } from 'langium';
import { AbstractSemanticTokenProvider, type SemanticTokenAcceptor } from 'langium/lsp';
import { SemanticTokenModifiers, SemanticTokenTypes } from 'vscode-languageserver-types';
import type { NamedNode } from '#language/ast/declarations.ts';

const TYPES: Readonly<Partial<Record<string, SemanticTokenTypes>>> = {
  Host: SemanticTokenTypes.parameter,
  OutsideNetwork: SemanticTokenTypes.parameter,
  PrefixList: SemanticTokenTypes.type,
  Peering: SemanticTokenTypes.interface,
  SiteLink: SemanticTokenTypes.interface,
  TransitGateway: SemanticTokenTypes.interface,
  TransitRouteTable: SemanticTokenTypes.type,
  Vpc: SemanticTokenTypes.namespace,
  Subnet: SemanticTokenTypes.class,
  RouteTable: SemanticTokenTypes.type,
  InternetGateway: SemanticTokenTypes.interface,
  NatGateway: SemanticTokenTypes.interface,
  RegionalNat: SemanticTokenTypes.interface,
  VpcEndpoint: SemanticTokenTypes.interface,
  ClientVpn: SemanticTokenTypes.interface,
  ResolverEndpoint: SemanticTokenTypes.interface,
  PrivateZone: SemanticTokenTypes.enum,
  ResolverRule: SemanticTokenTypes.enum,
  SecurityGroup: SemanticTokenTypes.type,
  NetworkAcl: SemanticTokenTypes.type,
  Workload: SemanticTokenTypes.variable,
  KubernetesService: SemanticTokenTypes.function,
  LoadBalancer: SemanticTokenTypes.function,
  TargetGroup: SemanticTokenTypes.enum,
  ApiGateway: SemanticTokenTypes.function,
  Flow: SemanticTokenTypes.event,
  View: SemanticTokenTypes.event,
} satisfies Record<NamedNode['$type'], SemanticTokenTypes>;

/** Properties whose values are names defined by AWS. */
const AWS_NAMES: ReadonlyMap<string, string> = new Map([
  ['RegionProperty', 'region'],
  ['ZoneProperty', 'zones'],
  ['ZonalAddressProperty', 'zone'],
  ['ServiceProperty', 'service'],
  ['EngineProperty', 'engine'],
]);

/** The types with a domain name. */
const DOMAINS: ReadonlySet<string> = new Set(['PrivateZone', 'ZoneRecord', 'ResolverRule', 'Expectation']);

/** Answers `textDocument/semanticTokens` with a type for each name. */
export class NetarchSemanticTokenProvider extends AbstractSemanticTokenProvider {
  protected override highlightElement(node: AstNode, accept: SemanticTokenAcceptor): undefined {
    const own = typeOf(node);
    const name = own && GrammarUtils.findNodeForProperty(node.$cstNode, 'name');
    if (own !== undefined && name !== undefined) accept({ cst: name, type: own, modifier: SemanticTokenModifiers.declaration });
    for (const { reference } of AstUtils.streamReferences(node)) {
      if ('ref' in reference) highlightReference(reference, accept);
    }
    const value = AWS_NAMES.get(node.$type);
    if (value !== undefined) {
      for (const cst of GrammarUtils.findNodesForProperty(node.$cstNode, value)) {
        accept({ cst, type: SemanticTokenTypes.enumMember });
      }
    }
    const domain = DOMAINS.has(node.$type) ? GrammarUtils.findNodeForProperty(node.$cstNode, 'domain') : undefined;
    if (domain !== undefined) accept({ cst: domain, type: SemanticTokenTypes.string });
  }
}

/** The last part names the resource, a part before it the VPC. */
function highlightReference({ $refNode, ref }: Reference, accept: SemanticTokenAcceptor): void {
  const type = ref && typeOf(ref);
  if ($refNode === undefined || type === undefined) return;
  const words = CstUtils.flattenCst($refNode)
    .filter(({ hidden, text }) => !hidden && text !== '.')
    .toArray();
  for (const [index, cst] of words.entries()) {
    accept({ cst, type: index === words.length - 1 ? type : SemanticTokenTypes.namespace });
  }
}

function typeOf({ $type }: AstNode): SemanticTokenTypes | undefined {
  return TYPES[$type];
}
