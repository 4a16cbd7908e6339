// A declaration → what stands beside its name in outlines and completion lists: kind, address, label.
import type { AstNode } from 'langium';
import type { NamedNode } from '#language/ast/declarations.ts';
import { isNatGateway, isSubnet } from '#language/ast/generated/ast.ts';
import { unquote } from '#language/ast/values.ts';

/** The word of the language for the kind of a thing. */
function kindWord(node: AstNode): string {
  if ('kind' in node && typeof node.kind === 'string') return node.kind;
  return WORDS[node.$type] ?? '';
}

/** `instance 10.0.0.10 "The bastion"`; the empty text for nodes that declare nothing. */
export function detailOf(node: AstNode): string {
  const word = kindWord(node);
  if (word === '') return '';
  const before = isSubnet(node) ? [node.intent] : isNatGateway(node) ? [node.connectivity] : [];
  return [...before, word, addressesOf(node), labelOf(node)].filter((part) => part !== undefined && part !== '').join(' ');
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
  ApiGateway: 'api-gateway',
  Vpc: 'vpc',
  Subnet: 'subnet',
  RouteTable: 'route-table',
  NatGateway: 'nat',
  SecurityGroup: 'security-group',
  NetworkAcl: 'network-acl',
  TargetGroup: 'target-group',
  Flow: 'flow',
  View: 'view',
} satisfies Partial<Record<NamedNode['$type'], string>>;
