import { RESERVED_AT_END, RESERVED_AT_START } from '#language/aws/addresses.ts';
import { formatPrefix, sizeOf } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import { interfacesBySubnet } from '#language/validation/placement.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A subnet must have an address for everything in it.
 *
 * Of each IPv4 block AWS keeps five addresses for itself: a /28 has 11 left, a /24 has 251. Every network interface takes one: of
 * workloads, NAT gateways, load balancers and VPC links alike. Move things elsewhere, or make a larger subnet (a subnet cannot
 * grow).
 *
 * Source: Amazon VPC User Guide, "Subnet CIDR blocks".
 */
export const subnetFull: Rule = { code: 'subnet-full', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const tenants = interfacesBySubnet(network);
  for (const { id, name, prefixes } of network.subnets) {
    const index = prefixes.findIndex(({ family }) => family === 4);
    const prefix = prefixes[index];
    if (prefix === undefined) continue;
    const usable = sizeOf(prefix) - RESERVED_AT_START - RESERVED_AT_END;
    const wanted = (tenants.get(id) ?? []).reduce((sum, tenant) => sum + addressesOf(tenant), 0);
    if (BigInt(wanted) <= usable || usable <= 0n) continue;
    const message = `${formatPrefix(prefix)} has ${usable} usable addresses, ${wanted} are needed: make ${name} larger, or move things out of it.`;
    yield { subject: id, aspect: { of: 'prefix', index }, message };
  }
}

/** An interface without an address wanted one and got none. */
function addressesOf({ addresses }: Interface): number {
  return addresses.length === 0 ? 1 : addresses.filter((address) => address.private.family === 4).length;
}
