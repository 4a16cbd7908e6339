import { contains, formatAddress, formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * A private address must be inside the CIDR block of its subnet.
 *
 * AWS assigns a network interface addresses of its own subnet only. Correct the address, or move the resource to the subnet that
 * contains it.
 *
 * Source: Amazon EC2 User Guide, "Elastic network interfaces"; Amazon VPC User Guide, "Subnet CIDR blocks".
 */
export const addressOutsideSubnet: Rule = { code: 'address-outside-subnet', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { owner, addresses, subnet } of network.interfaces) {
    if (subnet.prefixes.length === 0 || subnet.unknown !== undefined) continue;
    for (const [index, { private: address, declared }] of addresses.entries()) {
      if (!declared || subnet.prefixes.some((block) => contains(block, address))) continue;
      const message = `${formatAddress(address)} is not in the CIDR block of subnet ${subnet.name} (${listed(subnet.prefixes.map(formatPrefix), 'or')}): choose an address inside it.`;
      const related = [
        { subject: subnet.id, aspect: { of: 'prefix', index: 0 } as const, message: `The CIDR block of ${subnet.name}.` },
      ];
      yield { subject: owner, aspect: { of: 'address', index }, message, related };
    }
  }
}
