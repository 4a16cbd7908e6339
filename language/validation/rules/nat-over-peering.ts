import type { Network } from '#language/network/network.ts';
import { peeringRoutes } from '#language/validation/connected.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A NAT gateway serves its own VPC, not the neighbours of a peering.
 *
 * A route for the internet that leads into a peering connection gets nowhere: the other VPC's NAT gateway takes nothing that comes
 * from there. Give the VPC a NAT gateway of its own, or connect the two by a transit gateway.
 *
 * Source: Amazon VPC User Guide, "NAT gateway basics"; VPC Peering Guide, "How VPC peering connections work".
 */
export const natOverPeering: Rule = { code: 'nat-over-peering', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { route, table, peering, far, leads } of peeringRoutes(network)) {
    if (leads.to !== 'nat') continue;
    yield {
      subject: route.id,
      aspect: { of: 'target' },
      message: `${leads.nat.name} of ${far.name} takes nothing that comes through ${peering.name}: give ${table.vpc.name} a NAT gateway of its own, or connect the two by a transit gateway.`,
      related: [{ subject: leads.nat.id, message: `${leads.nat.name} is declared here.` }],
    };
  }
}
