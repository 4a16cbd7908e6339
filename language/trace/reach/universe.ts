// The addresses of the internet, and sets of addresses as CIDR blocks.
import { type Family, type Prefix, prefixOf, WIDTH } from '#language/network/address.ts';
import { ALL_ADDRESSES, SERVICE_BLOCKS, UNROUTED_PREFIXES } from '#language/network/known-addresses.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { intersect, subtract, union } from '#language/packets/intervals.ts';
import { type AddressSet, addressSetOf } from '#language/packets/packet-class.ts';
import { lookupIn } from '#language/trace/lookup.ts';

/**
 * Addresses that no external host has. These are private and link-local ones, those of resources of the file, and those that the account
 * has without using them. Resources are ends of their own, and IPv6 blocks belong to their VPCs worldwide.
 */
function notOutside(network: Network, family: Family): AddressSet {
  const { unused, publics } = lookupIn(network);
  return union(addressSetOf([...UNROUTED_PREFIXES, ...SERVICE_BLOCKS, ...unused], family), publics[family]);
}

/** What is computed once for each network and family, because it grows with the number of addresses in the network. */
interface Universe {
  readonly internet: AddressSet;
  readonly blocksOfPart: (part: AddressSet) => readonly Prefix[];
}

const universes: Readonly<Record<Family, (network: Network) => Universe>> = {
  4: perObject((network: Network) => universe(network, 4)),
  6: perObject((network: Network) => universe(network, 6)),
};

function universe(network: Network, family: Family): Universe {
  const nobodys = notOutside(network, family);
  return {
    internet: subtract(addressSetOf([ALL_ADDRESSES[family]], family), nobodys),
    blocksOfPart: perObject((part: AddressSet) => blocksAround(part, nobodys, family)),
  };
}

/** All addresses on the internet. */
export function internetAddresses(network: Network, family: Family): AddressSet {
  return universes[family](network).internet;
}

/**
 * A part of the internet as few blocks. They may cover unused addresses, so that all of it is `0.0.0.0/0` and not
 * the hundred blocks between private addresses.
 */
export function internetBlocks(network: Network, part: AddressSet, family: Family): readonly Prefix[] {
  return universes[family](network).blocksOfPart(part);
}

function blocksAround(part: AddressSet, nobodys: AddressSet, family: Family): readonly Prefix[] {
  return blocksOf(union(part, nobodys), family).flatMap(({ first, last }) => {
    const own = intersect(part, [first, last + 1n]);
    const [start] = own;
    const end = own.at(-1);
    // No wider than the part itself, although unused addresses would make it wider.
    return start === undefined || end === undefined ? [] : [blockAround(start, end - 1n, family)];
  });
}

/** The smallest block that contains all addresses from the first to the last. */
export function blockAround(first: bigint, last: bigint, family: Family): Prefix {
  let length = WIDTH[family];
  for (let differing = first ^ last; differing > 0n; differing >>= 1n) length -= 1;
  return prefixOf({ family, bits: first }, length);
}

/** The set as the fewest blocks that cover exactly it. */
export function blocksOf(set: AddressSet, family: Family): readonly Prefix[] {
  const blocks: Prefix[] = [];
  for (let index = 0; index + 1 < set.length; index += 2) {
    let first = set[index] ?? 0n;
    const end = set[index + 1] ?? 0n;
    while (first < end) {
      const block = largestAt(first, end, family);
      blocks.push(block);
      first = block.last + 1n;
    }
  }
  return blocks;
}

function largestAt(first: bigint, end: bigint, family: Family): Prefix {
  let length = WIDTH[family];
  while (length > 0) {
    const wider = prefixOf({ family, bits: first }, length - 1);
    if (wider.first !== first || wider.last >= end) break;
    length -= 1;
  }
  return prefixOf({ family, bits: first }, length);
}
