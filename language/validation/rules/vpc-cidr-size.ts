import { IPV4_BLOCK_LENGTHS } from '#language/aws/blocks.ts';
import { formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Each IPv4 block of a VPC must be between a /16 and a /28.
 *
 * AWS rejects other sizes, for the primary and for secondary blocks. If one /16 is too small, add secondary blocks to the VPC.
 *
 * Source: Amazon VPC User Guide, "VPC CIDR blocks".
 */
export const vpcCidrSize: Rule = { code: 'vpc-cidr-size', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const { from, to } = IPV4_BLOCK_LENGTHS;
  for (const { id, prefixes, isExternal } of network.vpcs) {
    if (isExternal) continue;
    for (const [index, prefix] of prefixes.entries()) {
      if (prefix.family !== 4 || (prefix.length >= from && prefix.length <= to)) continue;
      const advice =
        prefix.length < from
          ? `use a /${from} or smaller, and add secondary blocks if that is not enough`
          : `use a /${to} or larger`;
      yield {
        subject: id,
        aspect: { of: 'prefix', index },
        message: `${formatPrefix(prefix)} is too ${prefix.length < from ? 'large' : 'small'} for a VPC: ${advice}.`,
      };
    }
  }
}
