import { formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { RouteTable } from '#language/network/route-table.ts';
import { peeringRoutes } from '#language/validation/connected.ts';
import { workloadsBySubnet } from '#language/validation/placement.ts';
import { isSettled } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Only one side of a peering connection has a route to the other.
 *
 * Both VPCs need a route to each other; otherwise replies are lost. Packets that a NAT gateway sends over a peering connection
 * get replies without such a route, and are not reported.
 *
 * Source: VPC Peering Guide, "How VPC peering connections work"; Amazon VPC User Guide, "NAT gateway basics".
 */
export const peeringRouteMissing: Rule = { code: 'peering-route-missing', severity: 'error', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  const routes = peeringRoutes(network).filter(({ leads }) => leads.to === 'far');
  for (const peering of network.peerings) {
    const own = routes.filter((one) => one.peering === peering);
    for (const vpc of peering.vpcs) {
      const there = own.find(({ far, table }) => far === vpc && hasTenants(network, table));
      if (vpc.isExternal || there === undefined || own.some(({ table }) => table.vpc === vpc)) continue;
      const block = there.table.vpc.prefixes[0];
      if (block !== undefined && network.routeTables.some((table) => table.vpc === vpc && isSettled(table, block))) continue;
      const advice = block === undefined ? 'a route' : `"route ${formatPrefix(block)} -> ${peering.name}"`;
      yield {
        subject: there.route.id,
        aspect: { of: 'target' },
        message: `${vpc.name} has no route back over ${peering.name}, so replies are lost: add ${advice} to its subnets.`,
        related: [{ subject: vpc.id, message: `${vpc.name} is declared here.` }],
      };
    }
  }
}

function hasTenants(network: Network, table: RouteTable): boolean {
  const tenants = workloadsBySubnet(network);
  return network.subnets.some(({ id, routeTable }) => routeTable === table && tenants.has(id));
}
