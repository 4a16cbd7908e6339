import { RESERVED_AT_END, RESERVED_AT_START } from '#language/aws/addresses.ts';
import { formatPrefix, sizeOf } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import { interfacesBySubnet } from '#language/validation/placement.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A subnet needs an address for each of its network interfaces.
 *
 * AWS reserves five addresses of each IPv4 block: a /28 has 11 left, a /24 has 251. Each network interface needs one, including
 * those of workloads, NAT gateways, load balancers and VPC links. Move resources to another subnet, or create a larger subnet; a
 * subnet cannot be resized.
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
    const message = `${formatPrefix(prefix)} has ${usable} usable addresses, but ${wanted} are needed: create a larger subnet, or move resources out of ${name}.`;
    yield { subject: id, aspect: { of: 'prefix', index }, message };
  }
}

/** The addresses that an interface needs. An interface without an address needs one, but the subnet is full. */
function addressesOf({ addresses }: Interface): number {
  return addresses.length === 0 ? 1 : addresses.filter((address) => address.private.family === 4).length;
}
