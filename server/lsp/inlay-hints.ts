// Shows the addresses that netarch assigned, after the names of the resources, and the blocks, after their lengths.
import type { AstNode } from 'langium';
import { AstUtils, GrammarUtils } from 'langium';
import { AbstractInlayHintProvider, type InlayHintAcceptor } from 'langium/lsp';
import { InlayHintKind } from 'vscode-languageserver-types';
import {
  isLoadBalancer,
  isNatGateway,
  isResolverEndpoint,
  isSubnet,
  isVpc,
  isVpcEndpoint,
  isWorkload,
  type Subnet,
  type Vpc,
} from '#language/ast/generated/ast.ts';
import { formatAddress, formatPrefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Compiler } from '#language/workspace.ts';
import type { NetarchServices } from '#server/services.ts';

/** Answers `textDocument/inlayHint` with the addresses that netarch assigned. */
export class NetarchInlayHintProvider extends AbstractInlayHintProvider {
  readonly #compiler: Compiler;

  constructor(services: NetarchServices) {
    super();
    this.#compiler = services.netarch.Compiler;
  }

  override computeInlayHint(node: AstNode, accept: InlayHintAcceptor): void {
    if (isVpc(node) || isSubnet(node)) this.#hintBlocks(node, accept);
    // Behind the name of a Client VPN endpoint is the block of its clients, which its own addresses would look like.
    if (!isWorkload(node) && !isNatGateway(node) && !isLoadBalancer(node) && !isVpcEndpoint(node) && !isResolverEndpoint(node))
      return;
    const name = GrammarUtils.findNodeForProperty(node.$cstNode, 'name');
    if (name === undefined) return;
    const { network, idOf } = this.#compiler.compile(AstUtils.getDocument(node));
    const id = idOf(node);
    const assigned = id === undefined ? [] : assignedAddresses(network, id);
    if (assigned.length === 0) return;
    accept({
      position: name.range.end,
      label: shortList(assigned),
      kind: InlayHintKind.Type,
      paddingLeft: true,
      tooltip: canHaveAddress(node)
        ? 'Assigned by netarch. Write an address after the name to set it explicitly.'
        : 'Assigned by netarch as an example: AWS chooses these addresses.',
    });
  }

  /** Each example behind the length that it stands for. */
  #hintBlocks(node: Vpc | Subnet, accept: InlayHintAcceptor): void {
    if (node.lengths.length === 0) return;
    const { network, idOf } = this.#compiler.compile(AstUtils.getDocument(node));
    const id = idOf(node);
    const resource = id && network.byId.get(id);
    const examples = (resource?.kind === 'vpc' || resource?.kind === 'subnet' ? resource.assignedPrefixes : undefined) ?? [];
    const lengths = GrammarUtils.findNodesForProperty(node.$cstNode, 'lengths');
    // Where there is no room for one of them, an error says so.
    if (lengths.length !== examples.length) return;
    for (const [index, length] of lengths.entries()) {
      const example = examples[index];
      if (example === undefined) continue;
      accept({
        position: length.range.end,
        label: formatPrefix(example),
        kind: InlayHintKind.Type,
        paddingLeft: true,
        tooltip: 'An example: AWS chooses the block. Write a block to set it explicitly.',
      });
    }
  }
}

/** The text can give the addresses of single machines and NAT gateways only. */
function canHaveAddress(node: AstNode): boolean {
  return isNatGateway(node) || (isWorkload(node) && node.kind !== 'fleet');
}

/** A fleet may have hundreds of members. */
const MOST_SHOWN = 4;

function shortList(addresses: readonly string[]): string {
  const shown = addresses.slice(0, MOST_SHOWN);
  const more = addresses.length - shown.length;
  return `${shown.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}

/** The private addresses that netarch assigned because the text gives none. */
function assignedAddresses(network: Network, id: EntityId): readonly string[] {
  const addresses = interfacesOf(network, id).flatMap((one) => one.addresses);
  return addresses.filter(({ declared }) => !declared).map((address) => formatAddress(address.private));
}

function interfacesOf(network: Network, id: EntityId): readonly Interface[] {
  return network.interfaces.filter(({ owner }) => owner === id);
}
