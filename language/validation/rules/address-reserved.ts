import { RESERVED_AT_END, RESERVED_AT_START } from '#language/aws/addresses.ts';
import { type Address, contains, formatAddress, nth, type Prefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The first four addresses and the last address of a subnet are reserved by AWS.
 *
 * They are the network address, the VPC router, the DNS resolver, one address for future use, and the last address of the block.
 * No resource can have them. Use the fifth address of the block or a later one.
 *
 * Source: Amazon VPC User Guide, "Subnet CIDR blocks".
 */
export const addressReserved: Rule = { code: 'address-reserved', severity: 'error', check };

const FIRST_ONES = ['the network address', 'the VPC router', 'the DNS resolver', 'future use'];

function* check(network: Network): Iterable<Remark> {
  for (const { owner, addresses, subnet } of network.interfaces) {
    for (const [index, { private: address, declared }] of addresses.entries()) {
      const prefix = subnet.prefixes.find((block) => contains(block, address));
      const use = declared && prefix !== undefined ? reservedFor(prefix, address) : undefined;
      if (prefix === undefined || use === undefined) continue;
      const free = formatAddress(nth(prefix, RESERVED_AT_START));
      const message = `${formatAddress(address)} is reserved in subnet ${subnet.name} (${use}): use ${free} or a later address.`;
      yield { subject: owner, aspect: { of: 'address', index }, message };
    }
  }
}

function reservedFor(prefix: Prefix, { bits }: Address): string | undefined {
  if (bits > prefix.last - RESERVED_AT_END) return 'the last address of the block';
  return bits < prefix.first + RESERVED_AT_START ? `for ${FIRST_ONES[Number(bits - prefix.first)]}` : undefined;
}
