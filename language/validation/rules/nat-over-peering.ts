import type { Network } from '#language/network/network.ts';
import { peeringRoutes } from '#language/validation/connected.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A NAT gateway does not serve VPCs behind a peering connection.
 *
 * A route to the internet through a peering connection does not work: the NAT gateway of the other VPC does not accept these
 * packets. Add a NAT gateway to the VPC itself, or connect the two VPCs by a transit gateway.
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
      message: `NAT gateway ${leads.nat.name} of ${far.name} does not accept packets that arrive through ${peering.name}: add a NAT gateway to ${table.vpc.name}, or connect the VPCs by a transit gateway.`,
      related: [{ subject: leads.nat.id, message: `${leads.nat.name} is declared here.` }],
    };
  }
}
