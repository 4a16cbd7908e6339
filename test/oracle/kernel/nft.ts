// Rules of security groups and network ACLs in the words of nftables: one nft rule for each block and each range of ports.
import { type Family, formatPrefix, type Prefix } from '#language/network/address.ts';
import type { Traffic } from '#language/network/traffic.ts';

/** Whose address a rule looks at. */
export type Side = 'saddr' | 'daddr';

/** The matches of a rule that speaks of this traffic with one of these blocks at the other end. */
export function matches(traffic: Traffic, side: Side, prefixes: readonly Prefix[]): readonly string[] {
  return prefixes.flatMap((prefix) => trafficMatches(traffic).map((match) => `${addressMatch(side, prefix)} ${match}`.trim()));
}

/** An anonymous set of nftables, each text once: `{ 10.0.0.1, 10.0.0.2 }`. */
export function setOf(texts: readonly string[]): string {
  return `{ ${[...new Set(texts)].join(', ')} }`;
}

/** The word of nftables for a family. */
export function familyWord(family: Family): 'ip' | 'ip6' {
  return family === 4 ? 'ip' : 'ip6';
}

function addressMatch(side: Side, prefix: Prefix): string {
  // nft takes no block that holds everything; the family is all that such a block says.
  if (prefix.length === 0) return `meta nfproto ipv${prefix.family}`;
  return `${familyWord(prefix.family)} ${side} ${formatPrefix(prefix)}`;
}

/** Every port range gives a rule of its own: ranges that overlap are no set for nft. */
function trafficMatches({ protocol, ports, icmpType, icmpCode }: Traffic): readonly string[] {
  if (protocol === 'all') return [''];
  if (protocol === 'tcp' || protocol === 'udp') {
    if (ports.length === 0) return [`meta l4proto ${protocol}`];
    return ports.map(({ from, to }) => `${protocol} dport ${from === to ? from : `${from}-${to}`}`);
  }
  if (protocol !== 'icmp' && protocol !== 'icmpv6') return [`meta l4proto ${protocol}`];
  const type = icmpType === undefined ? '' : ` ${protocol} type ${icmpType}`;
  const code = icmpCode === undefined ? '' : ` ${protocol} code ${icmpCode}`;
  return [`meta l4proto ${protocol === 'icmp' ? 'icmp' : 'ipv6-icmp'}${type}${code}`];
}
