// Addresses in the text, so that none of them is assigned to something else.
import type * as ast from '#language/ast/generated/ast.ts';
import { type Address, parseAddress } from '#language/network/address.ts';
import { type AnyMember, withInner } from './collect.ts';

/** All addresses that the members mention, also those that no part of the network has. Their declarations report unreadable ones. */
export function mentionedAddresses(members: readonly ast.Member[]): readonly Address[] {
  return withInner(members)
    .flatMap(addressTexts)
    .flatMap((text) => parseAddress(text) ?? []);
}

function addressTexts(node: AnyMember): readonly string[] {
  if (node.$type === 'Workload') return [node, ...node.interfaces].flatMap(addressesOf);
  return node.$type === 'NatGateway' ? addressesOf(node) : [];
}

function addressesOf({ addresses, properties }: ast.Workload | ast.NetworkInterface | ast.NatGateway): readonly string[] {
  return [...addresses, ...properties.flatMap((property) => ('addresses' in property ? property.addresses : []))];
}
