import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { workloadsBySubnet } from '#language/validation/placement.ts';
import { clientsOf } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * One NAT gateway for several zones fails with its own zone.
 *
 * A zonal NAT gateway stands in one availability zone. If that zone fails, everything that is routed through it loses the
 * internet, in healthy zones too; and traffic between zones costs extra. Put a NAT gateway into each zone and route each subnet
 * to its own. For a test environment one may be enough.
 *
 * Source: Amazon VPC User Guide, "NAT gateway basics".
 */
export const natSingleAz: Rule = { code: 'nat-single-az', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const clients = clientsOf(network);
  const tenants = workloadsBySubnet(network);
  const zonesWithNat = new Set(network.natGateways.map(({ interface: own }) => key(own.subnet)));
  for (const { id, name, connectivity, interface: own } of network.natGateways) {
    const home = own.subnet.zone;
    const served = (clients.get(id) ?? []).filter(({ subnet }) => tenants.has(subnet.id) && subnet.zone !== undefined);
    const foreign = served.filter(({ subnet }) => subnet.zone !== home && !zonesWithNat.has(key(subnet)));
    if (connectivity === 'private' || home === undefined || foreign.length === 0) continue;
    const zones = [...new Set(foreign.flatMap(({ subnet }) => subnet.zone ?? []))];
    yield {
      subject: id,
      message: `If ${home} fails, ${listed(zones)} ${zones.length === 1 ? 'loses' : 'lose'} the internet too: all depend on ${name}. Put a NAT gateway into each zone.`,
      related: foreign.map(({ subnet, route }) => ({ subject: route.id, message: `${subnet.name} is in ${subnet.zone}.` })),
    };
  }
}

function key({ vpc, zone }: Subnet): string {
  return `${vpc.id} ${zone}`;
}
