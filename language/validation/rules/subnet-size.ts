import { IPV4_BLOCK_LENGTHS } from '#language/aws/blocks.ts';
import { formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The IPv4 block of a subnet must be between a /16 and a /28.
 *
 * AWS rejects other sizes. A /28 has 16 addresses, of which 11 are usable; a /24 has 251 usable addresses.
 *
 * Source: Amazon VPC User Guide, "Subnet CIDR blocks".
 */
export const subnetSize: Rule = { code: 'subnet-size', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const { from, to } = IPV4_BLOCK_LENGTHS;
  for (const { id, prefixes } of network.subnets) {
    for (const [index, prefix] of prefixes.entries()) {
      const { family, length } = prefix;
      if (family !== 4 || (length >= from && length <= to)) continue;
      const message = `${formatPrefix(prefix)} is too ${length < from ? 'large' : 'small'} for a subnet: use a /${from} to /${to}.`;
      yield { subject: id, aspect: { of: 'prefix', index }, message };
    }
  }
}
