import { VPC_IPV6_LENGTHS } from '#language/aws/blocks.ts';
import { formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The IPv6 block of a VPC must be a /44, /48, /52, /56 or /60.
 *
 * An Amazon-provided block is always a /56; the other sizes come from your own address pool. AWS rejects everything else.
 *
 * Source: Amazon VPC User Guide, "VPC CIDR blocks".
 */
export const vpcIpv6Size: Rule = { code: 'vpc-ipv6-size', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const { from, to, step } = VPC_IPV6_LENGTHS;
  for (const { id, prefixes, isExternal } of network.vpcs) {
    if (isExternal) continue;
    for (const [index, prefix] of prefixes.entries()) {
      const { family, length } = prefix;
      if (family === 4 || (length >= from && length <= to && length % step === 0)) continue;
      const message = `${formatPrefix(prefix)} is not a valid size for a VPC: use a /56, or a /${from} to /${to} in steps of ${step} from your own address pool.`;
      yield { subject: id, aspect: { of: 'prefix', index }, message };
    }
  }
}
