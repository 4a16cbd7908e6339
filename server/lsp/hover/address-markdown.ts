// The hover of an address or a CIDR block: what has it, what contains it, and whether it is private or public.
import {
  EXAMPLE_IPV6_RANGE,
  LINK_LOCAL_RANGES,
  PRIVATE_RANGES,
  RESERVED_AT_END,
  RESERVED_AT_START,
  RESOLVER_ADDRESSES,
  UNIQUE_LOCAL_RANGES,
} from '#language/aws/addresses.ts';
import {
  type Address,
  contains,
  covers,
  formatAddress,
  formatPrefix,
  hostPrefix,
  nth,
  overlaps,
  type Prefix,
  parseAddress,
  parsePrefix,
  sameAddress,
  samePrefix,
  sizeOf,
} from '#language/network/address.ts';
import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Compiled } from '#language/workspace.ts';
import { blocks, escaped, linked, list } from './markdown.ts';

/** The facts about the text of a literal; `undefined` if it is not an address. */
export function addressMarkdown(compiled: Compiled, text: string): string | undefined {
  const address = parseAddress(text);
  const prefix = parsePrefix(text);
  if (address !== undefined) return blocks([`**${formatAddress(address)}**`, list(addressFacts(compiled, address))]);
  return prefix && blocks([`**${formatPrefix(prefix)}**`, list(prefixFacts(compiled, prefix))]);
}

function addressFacts(compiled: Compiled, address: Address): readonly string[] {
  const { network, sources } = compiled;
  const owners = network.interfaces.flatMap(({ owner, addresses }) =>
    addresses.flatMap((own) => {
      const name = linked(shortName(owner), sources.locate(owner));
      if (sameAddress(own.private, address)) return `address of ${name}`;
      return own.public !== undefined && sameAddress(own.public, address) ? `public address of ${name}` : [];
    }),
  );
  const containing = [...network.subnets, ...network.vpcs].filter(({ prefixes }) =>
    prefixes.some((one) => contains(one, address)),
  );
  return [
    ...owners,
    ...regionalOwners(compiled, address),
    ...outsideOwners(compiled, hostPrefix(address)),
    ...containing.map((one) => `in the ${one.kind === 'vpc' ? 'VPC' : 'subnet'} ${linked(one.name, sources.locate(one.id))}`),
    ...network.subnets
      .filter((subnet) => isReserved(subnet, address))
      .map(() => 'reserved by AWS: the first four addresses and the last address of a subnet'),
    ...(RESOLVER_ADDRESSES.some((one) => one === formatAddress(address)) ? ['Route 53 Resolver of the VPC'] : []),
    scopeOf(hostPrefix(address)),
  ];
}

function prefixFacts(compiled: Compiled, prefix: Prefix): readonly string[] {
  const { network, sources } = compiled;
  const resources: readonly (Subnet | Vpc)[] = [...network.subnets, ...network.vpcs];
  const name = (one: Subnet | Vpc): string =>
    `${one.kind === 'vpc' ? 'VPC' : 'subnet'} ${linked(one.name, sources.locate(one.id))}`;
  const own = resources.filter(({ prefixes }) => prefixes.some((one) => samePrefix(one, prefix)));
  const containing = resources.filter(({ prefixes }) => prefixes.some((one) => covers(one, prefix) && !samePrefix(one, prefix)));
  const inside =
    prefix.length === 0
      ? []
      : network.subnets.filter(({ prefixes }) => prefixes.some((one) => covers(prefix, one) && !samePrefix(one, prefix)));
  return [
    ...(prefix.length === 0 ? [`all ${prefix.family === 4 ? 'IPv4' : 'IPv6'} addresses`] : [sizeText(prefix)]),
    ...own.map((one) => `CIDR block of the ${name(one)}`),
    ...outsideOwners(compiled, prefix),
    ...containing.map((one) => `in the ${name(one)}`),
    ...(inside.length === 0 ? [] : [`contains ${inside.map(name).join(', ')}`]),
    ...(prefix.length === 0 ? [] : [scopeOf(prefix)]),
  ];
}

function regionalOwners({ network, sources }: Compiled, address: Address): readonly string[] {
  return network.regionalNats
    .filter(({ addresses }) => addresses.some((own) => sameAddress(own.public, address)))
    .map(({ id, name }) => `public address of ${linked(name, sources.locate(id))}`);
}

/** External hosts and networks, and prefix lists. */
function outsideOwners({ network, sources }: Compiled, prefix: Prefix): readonly string[] {
  const owns = ({ kind, prefixes }: Outside): boolean => kind !== 'internet' && prefixes.some((one) => covers(one, prefix));
  const lists = network.prefixLists.filter(({ prefixes }) => prefixes.some((one) => covers(one, prefix)));
  return [
    ...network.outside.filter(owns).map((one) => `${one.kind} ${linked(one.label ?? one.name, sources.locate(one.id))}`),
    ...lists.map((one) => `in the prefix list ${linked(one.label ?? one.name, sources.locate(one.id))}`),
  ];
}

function sizeText(prefix: Prefix): string {
  const last = nth(prefix, sizeOf(prefix) - 1n);
  const count = prefix.family === 4 ? `${sizeOf(prefix).toLocaleString('en')} addresses, ` : '';
  return `${count}${formatAddress(nth(prefix, 0n))} to ${formatAddress(last)}`;
}

function isReserved({ prefixes }: Subnet, address: Address): boolean {
  return prefixes.some(
    (prefix) =>
      contains(prefix, address) &&
      (address.bits < prefix.first + RESERVED_AT_START || address.bits > prefix.last - RESERVED_AT_END),
  );
}

/** Special-purpose ranges (RFC 1918, RFC 6598, RFC 5737, RFC 2544, RFC 4193, RFC 3849, RFC 9637). */
const SCOPES: readonly (readonly [string, readonly string[]])[] = [
  ['private: not routed on the internet (RFC 1918)', PRIVATE_RANGES.rfc1918],
  ['shared address space: not routed on the internet (RFC 6598)', PRIVATE_RANGES.rfc6598],
  ['reserved for documentation (RFC 5737, RFC 3849)', ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32']],
  ['reserved for documentation (RFC 9637); netarch uses it for IPv6 blocks that AWS chooses', [EXAMPLE_IPV6_RANGE]],
  ['reserved for benchmarks (RFC 2544); netarch uses it for public addresses that AWS assigns', ['198.18.0.0/15']],
  ['link-local: not routed', Object.values(LINK_LOCAL_RANGES)],
  ['unique local: not routed on the internet (RFC 4193)', UNIQUE_LOCAL_RANGES],
  ['loopback: never leaves the host', ['127.0.0.0/8', '::1/128']],
];

function scopeOf(prefix: Prefix): string {
  const known = SCOPES.find(([, ranges]) => ranges.some((range) => coversText(range, prefix)));
  if (known !== undefined) return known[0];
  const touches = PRIVATE_RANGES.rfc1918.some((range) => overlapsText(range, prefix));
  return touches ? 'partially private (RFC 1918)' : 'public';
}

function coversText(range: string, prefix: Prefix): boolean {
  const outer = parsePrefix(range);
  return outer !== undefined && covers(outer, prefix);
}

function overlapsText(range: string, prefix: Prefix): boolean {
  const other = parsePrefix(range);
  return other !== undefined && overlaps(other, prefix);
}

/** The hover of the word `internet`. */
export function internetMarkdown({ outside }: Network): string {
  const named = outside.filter(({ kind }) => kind !== 'internet').map(({ name }) => escaped(name));
  return blocks([
    '**Internet**: all hosts at public addresses.',
    named.length === 0 ? undefined : `External hosts and networks of this file: ${named.join(', ')}.`,
  ]);
}
