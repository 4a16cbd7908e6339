import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { workloadsBySubnet } from '#language/validation/placement.ts';
import { clientsOf } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * A single NAT gateway for several Availability Zones fails with its own.
 *
 * A zonal NAT gateway is in one Availability Zone. If that fails, all subnets that use the NAT gateway lose internet access. Traffic
 * between Availability Zones also costs extra. Put a NAT gateway in each Availability Zone, and route each subnet to the one in its
 * own. For a test environment, one may be enough.
 *
 * Source: Amazon VPC User Guide, "NAT gateway basics".
 */
export const natSingleAz: Rule = { code: 'nat-single-az', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const clients = clientsOf(network);
  const tenants = workloadsBySubnet(network);
  const azsWithNat = new Set(network.natGateways.map(({ interface: own }) => key(own.subnet)));
  for (const { id, name, connectivity, interface: own } of network.natGateways) {
    const ownAz = own.subnet.az;
    const served = (clients.get(id) ?? []).filter(({ subnet }) => tenants.has(subnet.id) && subnet.az !== undefined);
    const foreign = served.filter(({ subnet }) => subnet.az !== ownAz && !azsWithNat.has(key(subnet)));
    if (connectivity === 'private' || ownAz === undefined || foreign.length === 0) continue;
    const azs = [...new Set(foreign.flatMap(({ subnet }) => subnet.az ?? []))];
    yield {
      subject: id,
      message: `If ${ownAz} fails, ${listed(azs)} also ${azs.length === 1 ? 'loses' : 'lose'} internet access through ${name}: put a NAT gateway in each Availability Zone.`,
      related: foreign.map(({ subnet, route }) => ({ subject: route.id, message: `${subnet.name} is in ${subnet.az}.` })),
    };
  }
}

function key({ vpc, az }: Subnet): string {
  return `${vpc.id} ${az}`;
}
