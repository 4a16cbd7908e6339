import { covers, formatPrefix, samePrefix } from '#language/network/address.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { Network } from '#language/network/network.ts';
import { isPropagated } from '#language/network/route-priority.ts';
import { isLinked, type Route, type RouteTable, targetDoes } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A route inside the CIDR block of its VPC allows only a few destinations and targets.
 *
 * The local route cannot be removed. A more specific route needs the whole CIDR block of one subnet as its destination. A route
 * for the whole block of the VPC replaces the target of the local route. The target is a NAT gateway, a network interface such
 * as that of a NAT instance, or a Gateway Load Balancer endpoint. AWS rejects everything else.
 *
 * Source: Amazon VPC User Guide, "Subnet route tables" and "Example routing options".
 */
export const routeLocalOverrideInvalid: Rule = { code: 'route-local-override-invalid', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const subnets = groupBy(network.subnets, ({ vpc }) => vpc.id);
  const ofGateways = new Set(network.gateways.map(({ routeTable }) => routeTable));
  for (const table of network.routeTables) {
    if (ofGateways.has(table)) continue;
    for (const route of table.routes) {
      const problem = route.target.kind === 'local' ? undefined : whatIsWrong(table, route, subnets.get(table.vpc.id) ?? []);
      if (problem !== undefined) yield { subject: route.id, ...problem };
    }
  }
}

/** Propagated routes inside the VPC are not used, so they are not checked. */
function whatIsWrong(
  { vpc }: RouteTable,
  route: Route,
  subnets: readonly Subnet[],
): Pick<Remark, 'aspect' | 'message'> | undefined {
  const { destination, target } = route;
  const block = vpc.prefixes.find((prefix) => covers(prefix, destination));
  if (block === undefined || !isLinked(target) || isPropagated(route)) return undefined;
  const text = formatPrefix(destination);
  if (!targetDoes(target, 'translate', 'inspect')) {
    const message = `${text} is inside ${vpc.name}: the target of such a route must be a NAT gateway or a network interface. Remove the route; the local route already covers ${text}.`;
    return { aspect: { of: 'target' }, message };
  }
  const isWhole =
    samePrefix(block, destination) ||
    subnets.some(({ prefixes, unknown }) => unknown !== undefined || prefixes.some((own) => samePrefix(own, destination)));
  if (isWhole) return undefined;
  const message = `${text} is inside ${vpc.name} but not the whole CIDR block of a subnet: AWS rejects the route. Use the block of a subnet, or remove the route.`;
  return { aspect: { of: 'destination' }, message };
}
