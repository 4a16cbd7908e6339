// Address ranges with a special meaning, parsed for comparison. The texts and their sources are in language/aws/addresses.ts.
import {
  LINK_LOCAL_RANGES,
  PRIVATE_RANGES,
  RESOLVER_ADDRESSES,
  RESOLVER_OFFSET,
  SERVICE_RANGES,
  UNIQUE_LOCAL_RANGES,
} from '#language/aws/addresses.ts';
import { type Family, hostPrefix, nth, type Prefix, parsePrefixes, prefixOf } from './address.ts';
import { perObject } from './memo.ts';
import type { Vpc } from './vpc.ts';

/** All addresses of a family: `0.0.0.0/0` and `::/0`. */
export const ALL_ADDRESSES: Readonly<Record<Family, Prefix>> = {
  4: prefixOf({ family: 4, bits: 0n }, 0),
  6: prefixOf({ family: 6, bits: 0n }, 0),
};

/** The blocks that never cross an internet gateway, by the document that makes them private. */
export const PRIVATE_BLOCKS = {
  RFC1918: parsePrefixes(PRIVATE_RANGES.rfc1918),
  RFC6598: parsePrefixes(PRIVATE_RANGES.rfc6598),
} as const;

/** All blocks that never cross an internet gateway. */
export const PRIVATE_PREFIXES: readonly Prefix[] = [...PRIVATE_BLOCKS.RFC1918, ...PRIVATE_BLOCKS.RFC6598];

/** AWS's link-local services (metadata, time, DNS). */
export const SERVICE_BLOCKS: readonly Prefix[] = parsePrefixes(SERVICE_RANGES);

/** Addresses that are never seen beyond one link, by family. */
export const LINK_LOCAL_BLOCKS: Readonly<Record<Family, readonly Prefix[]>> = {
  4: parsePrefixes([LINK_LOCAL_RANGES.ipv4]),
  6: parsePrefixes([LINK_LOCAL_RANGES.ipv6]),
};

/** All blocks to which no route on the internet leads: the private ones, unique local IPv6 addresses, and link-local addresses. */
export const UNROUTED_PREFIXES: readonly Prefix[] = [
  ...PRIVATE_PREFIXES,
  ...parsePrefixes(UNIQUE_LOCAL_RANGES),
  ...LINK_LOCAL_BLOCKS[4],
  ...LINK_LOCAL_BLOCKS[6],
];

const RESOLVERS = parsePrefixes(RESOLVER_ADDRESSES);

/** Where the VPC's resolver listens. Source: Amazon VPC User Guide, "Understanding Amazon DNS". */
export const resolversOf = perObject(({ prefixes: [primary] }: Vpc): readonly Prefix[] =>
  primary?.family === 4 ? [...RESOLVERS, hostPrefix(nth(primary, RESOLVER_OFFSET))] : RESOLVERS,
);
