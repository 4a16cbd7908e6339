import { SUBNET_IPV6_LENGTHS } from '#language/aws/blocks.ts';
import { formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The IPv6 block of a subnet must be a /44, /48, /52, /56, /60 or /64.
 *
 * AWS rejects other sizes. A /64 is usual.
 *
 * Source: Amazon VPC User Guide, "Subnet CIDR blocks".
 */
export const subnetIpv6Size: Rule = { code: 'subnet-ipv6-size', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const { from, to, step } = SUBNET_IPV6_LENGTHS;
  for (const { id, prefixes } of network.subnets) {
    for (const [index, prefix] of prefixes.entries()) {
      const { family, length } = prefix;
      if (family === 4 || (length >= from && length <= to && length % step === 0)) continue;
      const message = `${formatPrefix(prefix)} is not a valid size for a subnet: use a /64 (or a /${from} to /${to} in steps of ${step}).`;
      yield { subject: id, aspect: { of: 'prefix', index }, message };
    }
  }
}
