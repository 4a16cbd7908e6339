// A declaration → what stands beside its name in outlines and completion lists: kind, address, label.
import type { AstNode } from 'langium';
import type { NamedNode } from '#language/ast/declarations.ts';
import { isApiGateway, isNatGateway, isRegionalNat, isSubnet, isVpcEndpoint } from '#language/ast/generated/ast.ts';
import { unquote } from '#language/ast/values.ts';

/** The word of the language for the kind of a resource. */
function kindWord(node: AstNode): string {
  if ('kind' in node && typeof node.kind === 'string') return node.kind;
  return WORDS[node.$type] ?? '';
}

/** `instance 10.0.0.10 "The bastion"`; the empty text for nodes that declare nothing. */
export function detailOf(node: AstNode): string {
  const word = kindWord(node);
  if (word === '') return '';
  return [wordBefore(node), word, addressesOf(node), labelOf(node)].filter((part) => part !== undefined && part !== '').join(' ');
}

/** What distinguishes resources of one kind. */
function wordBefore(node: AstNode): string | undefined {
  if (isSubnet(node)) return node.intent;
  if (isNatGateway(node) || isRegionalNat(node)) return node.connectivity;
  if (isApiGateway(node)) return node.visibility;
  return isVpcEndpoint(node) ? node.type : undefined;
}

/** The addresses or blocks that stand behind a name. */
function addressesOf(node: AstNode): string {
  const lists = [
    'addresses' in node ? node.addresses : undefined,
    'prefixes' in node ? node.prefixes : undefined,
    'protocol' in node && 'port' in node ? [`${node.protocol ?? ''} ${node.port ?? ''}`.trim()] : undefined,
  ];
  return lists.flatMap((list) => (Array.isArray(list) ? list : [])).join(', ');
}

function labelOf(node: AstNode): string | undefined {
  return 'label' in node && typeof node.label === 'string' ? `“${unquote(node.label)}”` : undefined;
}

const WORDS: Readonly<Partial<Record<string, string>>> = {
  Host: 'host',
  OutsideNetwork: 'network',
  PrefixList: 'prefix-list',
  Peering: 'peering',
  TransitGateway: 'transit-gateway',
  TransitRouteTable: 'route-table',
  NetworkInterface: 'interface',
  ApiGateway: 'api-gateway',
  Vpc: 'vpc',
  Subnet: 'subnet',
  RouteTable: 'route-table',
  NatGateway: 'nat',
  RegionalNat: 'regional nat',
  VpcEndpoint: 'endpoint',
  KubernetesService: 'kubernetes-service',
  SecurityGroup: 'security-group',
  NetworkAcl: 'network-acl',
  TargetGroup: 'target-group',
  Flow: 'flow',
  View: 'view',
} satisfies Partial<Record<NamedNode['$type'] | 'NetworkInterface', string>>;
