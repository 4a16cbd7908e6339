import { FORBIDDEN_BLOCKS } from '#language/aws/blocks.ts';
import { formatPrefix, overlaps, parsePrefixes } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A VPC cannot use 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 or 224.0.0.0/4.
 *
 * AWS rejects these ranges, which are reserved for "this host", loopback, link-local and multicast addresses. Use a private range
 * (RFC 1918): 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
 *
 * Source: Amazon VPC User Guide, "VPC CIDR blocks".
 */
export const vpcCidrForbiddenRange: Rule = { code: 'vpc-cidr-forbidden-range', severity: 'error', check };

const FORBIDDEN = parsePrefixes(FORBIDDEN_BLOCKS);

function* check(network: Network): Iterable<Remark> {
  for (const { id, prefixes, isExternal } of network.vpcs) {
    if (isExternal) continue;
    for (const [index, prefix] of prefixes.entries()) {
      const range = FORBIDDEN.find((forbidden) => overlaps(forbidden, prefix));
      if (range === undefined) continue;
      const message = `AWS rejects a VPC in ${formatPrefix(range)}: use a private range such as 10.0.0.0/16.`;
      yield { subject: id, aspect: { of: 'prefix', index }, message };
    }
  }
}
