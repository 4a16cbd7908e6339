import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { workloadsBySubnet } from '#language/validation/placement.ts';
import { clientsOf } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * A single NAT gateway for several Availability Zones fails with its own zone.
 *
 * A zonal NAT gateway is in one Availability Zone. If that zone fails, all subnets that use it lose the internet, and traffic
 * between zones costs extra. Put a NAT gateway in each Availability Zone, and route each subnet to the NAT gateway in its zone.
 * For a test environment, one may be enough.
 *
 * Source: Amazon VPC User Guide, "NAT gateway basics".
 */
export const natSingleAz: Rule = { code: 'nat-single-az', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const clients = clientsOf(network);
  const tenants = workloadsBySubnet(network);
  const zonesWithNat = new Set(network.natGateways.map(({ interface: own }) => key(own.subnet)));
  for (const { id, name, connectivity, interface: own } of network.natGateways) {
    const ownZone = own.subnet.zone;
    const served = (clients.get(id) ?? []).filter(({ subnet }) => tenants.has(subnet.id) && subnet.zone !== undefined);
    const foreign = served.filter(({ subnet }) => subnet.zone !== ownZone && !zonesWithNat.has(key(subnet)));
    if (connectivity === 'private' || ownZone === undefined || foreign.length === 0) continue;
    const zones = [...new Set(foreign.flatMap(({ subnet }) => subnet.zone ?? []))];
    yield {
      subject: id,
      message: `If ${ownZone} fails, ${listed(zones)} also ${zones.length === 1 ? 'loses' : 'lose'} the internet through ${name}: put a NAT gateway in each Availability Zone.`,
      related: foreign.map(({ subnet, route }) => ({ subject: route.id, message: `${subnet.name} is in ${subnet.zone}.` })),
    };
  }
}

function key({ vpc, zone }: Subnet): string {
  return `${vpc.id} ${zone}`;
}
