// The text next to a name in outlines and completion lists: kind, address, label.
import type { AstNode } from 'langium';
import {
  isApiGateway,
  isClientVpn,
  isNatGateway,
  isPrivateZone,
  isRegionalNat,
  isResolverEndpoint,
  isResolverRule,
  isSecurityGroup,
  isSubnet,
  isVpc,
  isVpcEndpoint,
} from '#language/ast/generated/ast.ts';
import { unquote } from '#language/ast/values.ts';
import { WORDS } from '#language/ast/words.ts';

/** The keyword for the kind of a resource. */
function kindWord(node: AstNode): string {
  if ('kind' in node && typeof node.kind === 'string') return node.kind;
  if (isVpcEndpoint(node) && node.type === 'firewall') return node.type;
  return WORDS.declaring.get(node.$type) ?? '';
}

/** `instance 10.0.0.10 "The bastion"`; the empty text for nodes that are not declarations. */
export function detailOf(node: AstNode): string {
  const word = kindWord(node);
  if (word === '') return '';
  return [modifierOf(node), word, addressesOf(node), labelOf(node)].filter((part) => part !== undefined && part !== '').join(' ');
}

/** The modifier in front of the kind. */
function modifierOf(node: AstNode): string | undefined {
  if (isSubnet(node)) return node.intent;
  if (isVpc(node) || isSecurityGroup(node)) return node.external ? 'external' : undefined;
  if (isNatGateway(node) || isRegionalNat(node)) return node.connectivity;
  if (isApiGateway(node)) return node.visibility;
  return isVpcEndpoint(node) && node.type !== 'firewall' ? node.type : undefined;
}

/** The addresses, CIDR blocks or the domain after the name. */
function addressesOf(node: AstNode): string {
  const lists = [
    'addresses' in node ? node.addresses : undefined,
    'prefixes' in node ? node.prefixes : undefined,
    'unknowns' in node && Array.isArray(node.unknowns) ? node.unknowns.map(() => 'unknown') : undefined,
    'lengths' in node && Array.isArray(node.lengths) ? node.lengths.map((length) => `ipv6 ${length}`) : undefined,
    isPrivateZone(node) || isResolverRule(node) ? [unquote(node.domain ?? '')] : undefined,
    isClientVpn(node) ? [node.clients ?? ''] : undefined,
    isResolverEndpoint(node) ? [node.direction ?? ''] : undefined,
    'protocol' in node && 'port' in node ? [`${node.protocol ?? ''} ${node.port ?? ''}`.trim()] : undefined,
  ];
  return lists.flatMap((list) => (Array.isArray(list) ? list : [])).join(', ');
}

function labelOf(node: AstNode): string | undefined {
  return 'label' in node && typeof node.label === 'string' ? `“${unquote(node.label)}”` : undefined;
}
