// How a line names a resource or one end of a connection: by what the text names, never by an address that netarch assigned.
import { type Address, contains, covers, formatPrefix, hostPrefix, type Prefix, samePrefix } from '#language/network/address.ts';
import { isExample } from '#language/network/examples.ts';
import type { NetworkAcl, Peer, SecurityGroup } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { EVERYWHERE, INTERNET, type Outside } from '#language/network/outside.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import { lookupIn, type Owned } from '#language/trace/lookup.ts';
import type { EndName } from './change.ts';

/** Whether the text declares the resource by a name that is its own. AWS adds others, such as default security groups. */
export function isDeclared(id: EntityId): boolean {
  return !/[#~]/.test(id);
}

/** The name of a declared resource in the block of `place`: the short name inside of its VPC or transit gateway, else the qualified one. */
export function nameAt(place: EntityId, id: EntityId): string {
  const [namespace = ''] = place.split(/[.#]/);
  return id.startsWith(`${namespace}.`) ? id.slice(namespace.length + 1) : id;
}

/** The name of an end in the block of `place`. */
export function endText(place: EntityId, name: EndName): string {
  if (name.kind === 'internet') return 'internet';
  return name.kind === 'prefix' ? formatPrefix(name.prefix) : nameAt(place, name.id);
}

/** The peer of a security group rule that names an end. */
export function peerOf(network: Network, place: EntityId, name: EndName): Peer {
  const text = endText(place, name);
  switch (name.kind) {
    case 'group':
      return { kind: 'group', group: name.id, text };
    case 'blocks':
      return { kind: 'prefixes', prefixes: blocksOf(network, name), text, resource: name.id };
    case 'internet':
    case 'prefix':
      return { kind: 'prefixes', prefixes: blocksOf(network, name), text };
  }
}

/** The blocks that a name stands for; none for a security group. */
export function blocksOf(network: Network, name: EndName): readonly Prefix[] {
  if (name.kind === 'internet') return EVERYWHERE;
  if (name.kind === 'prefix') return [name.prefix];
  const resource = name.kind === 'group' ? undefined : network.byId.get(name.id);
  return resource !== undefined && 'prefixes' in resource ? resource.prefixes : [];
}

/** Who names an end, and the blocks that the claim itself writes. */
export interface Namer {
  readonly network: Network;
  /** The security group, network ACL or firewall in which the line stands. */
  readonly filter: SecurityGroup | NetworkAcl | VpcEndpoint;
  readonly written: readonly Prefix[];
}

/**
 * The names for an end, the best first: its security group, a prefix list, its subnet, a block. A network ACL names neither groups nor prefix
 * lists, a firewall no groups. Empty if the text has no name for it.
 */
export function namesFor({ network, filter, written }: Namer, address: Address): readonly EndName[] {
  const owned = ownerOf(network, filter, address);
  if (owned === undefined) return outsideNames(network, filter, address, written);
  const { securityGroups = [], subnet } = owned.interface;
  const groups = filter.kind === 'security-group' ? securityGroups.filter(({ id }) => isDeclared(id)) : [];
  const lists = listsWithin(network, filter, address, subnet.vpc.prefixes);
  return [
    ...fewestFirst(network, groups).map(({ id }): EndName => ({ kind: 'group', id })),
    ...lists.map(({ id }): EndName => ({ kind: 'blocks', id })),
    ...(isDeclared(subnet.id) ? [{ kind: 'blocks', id: subnet.id } as const] : []),
  ];
}

/** The interface with this private address: in the VPC of the filter, else in another one. */
function ownerOf(network: Network, { vpc }: Namer['filter'], address: Address): Owned | undefined {
  const { privateOwner } = lookupIn(network);
  const others = network.vpcs.flatMap((other) => privateOwner(other, address) ?? []);
  return (vpc && privateOwner(vpc, address)) ?? others[0];
}

/** The groups by the number of interfaces that have them: a rule for few opens less. */
function fewestFirst({ interfaces }: Network, groups: readonly SecurityGroup[]): readonly SecurityGroup[] {
  const carriers = (group: SecurityGroup): number =>
    interfaces.filter(({ securityGroups }) => securityGroups?.includes(group)).length;
  return groups.toSorted((a, b) => carriers(a) - carriers(b));
}

/** The prefix lists with the address that contain nothing outside of these blocks. */
function listsWithin(
  { prefixLists }: Network,
  { kind }: Namer['filter'],
  address: Address,
  blocks: readonly Prefix[],
): Network['prefixLists'] {
  if (kind === 'network-acl') return [];
  const isWithin = (prefix: Prefix): boolean => blocks.some((block) => covers(block, prefix));
  return prefixLists.filter(
    ({ id, prefixes }) => isDeclared(id) && prefixes.some((prefix) => contains(prefix, address)) && prefixes.every(isWithin),
  );
}

function outsideNames(
  network: Network,
  filter: Namer['filter'],
  address: Address,
  written: readonly Prefix[],
): readonly EndName[] {
  const block = written.find((prefix) => contains(prefix, address));
  if (block !== undefined) return [{ kind: 'prefix', prefix: block }];
  const { outside, publicOwner, apiGateway, regionalNat } = lookupIn(network);
  const isOwn = [publicOwner, apiGateway, regionalNat].some((owner) => owner(address) !== undefined);
  if (isOwn) return isExample(network, hostPrefix(address)) ? [] : [{ kind: 'prefix', prefix: hostPrefix(address) }];
  const isInVpc = network.vpcs.some(({ prefixes }) => prefixes.some((prefix) => contains(prefix, address)));
  const named = outside(address);
  if (isInVpc || named === undefined) return [];
  if (named.id === INTERNET) return [{ kind: 'internet' }];
  const lists = filter.kind === 'network-acl' ? [] : listsOf(network, named);
  return [...lists, named.id].map((id) => ({ kind: 'blocks', id }));
}

/** The prefix lists with exactly the blocks of an external host or network. */
export function listsOf({ prefixLists }: Network, { prefixes }: Pick<Outside, 'prefixes'>): readonly EntityId[] {
  const has = (list: readonly Prefix[], block: Prefix): boolean => list.some((other) => samePrefix(other, block));
  return prefixLists
    .filter(
      (list) =>
        isDeclared(list.id) && list.prefixes.length === prefixes.length && list.prefixes.every((block) => has(prefixes, block)),
    )
    .map(({ id }) => id);
}
