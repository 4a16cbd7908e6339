import { RESERVED_AT_END, RESERVED_AT_START } from '#language/aws/addresses.ts';
import { type Address, contains, formatAddress, nth, type Prefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The first four addresses of a subnet and its last one belong to AWS.
 *
 * They are the network itself, the VPC's router, the resolver, one kept for the future, and the last one. Nothing else can have
 * them: take the fifth address of the block or a later one.
 *
 * Source: Amazon VPC User Guide, "Subnet CIDR blocks".
 */
export const addressReserved: Rule = { code: 'address-reserved', severity: 'error', check };

const FIRST_ONES = ['the network itself', 'the VPC router', 'the DNS resolver', 'future use'];

function* check(network: Network): Iterable<Remark> {
  for (const { owner, addresses, subnet } of network.interfaces) {
    for (const [index, { private: address, declared }] of addresses.entries()) {
      const prefix = subnet.prefixes.find((block) => contains(block, address));
      const use = declared && prefix !== undefined ? reservedFor(prefix, address) : undefined;
      if (prefix === undefined || use === undefined) continue;
      const free = formatAddress(nth(prefix, RESERVED_AT_START));
      const message = `${formatAddress(address)} is reserved in ${subnet.name} (${use}): take ${free} or a later address.`;
      yield { subject: owner, aspect: { of: 'address', index }, message };
    }
  }
}

function reservedFor(prefix: Prefix, { bits }: Address): string | undefined {
  if (bits > prefix.last - RESERVED_AT_END) return 'the last address of the block';
  return bits < prefix.first + RESERVED_AT_START ? `for ${FIRST_ONES[Number(bits - prefix.first)]}` : undefined;
}
