import { type Family, formatPrefix } from '#language/network/address.ts';
import { shortName } from '#language/network/id.ts';
import { ALL_ADDRESSES } from '#language/network/known-addresses.ts';
import type { Network } from '#language/network/network.ts';
import { routeAround } from '#language/network/route-priority.ts';
import { type Route, type RouteTable, targetDoes, targetId } from '#language/network/route-table.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A more specific route uses another kind of gateway than the default route.
 *
 * Example: `0.0.0.0/0` leads to a NAT gateway, `52.0.0.0/8` to an internet gateway. Packets to 52.85.123.45 go to the internet
 * gateway, which drops them if the sender has no public address. In the opposite case, replies of resources with a public
 * address go to the NAT gateway, which has no entry for the connection. Use the same kind of gateway for both routes.
 *
 * Source: Amazon VPC User Guide, "How route priority works" and "Troubleshoot NAT gateways".
 */
export const routeMoreSpecificConflict: Rule = { code: 'route-more-specific-conflict', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const table of network.routeTables) {
    yield* conflicts(table, 4);
    yield* conflicts(table, 6);
  }
}

function* conflicts({ routes }: RouteTable, family: Family): Iterable<Remark> {
  const standard = routeAround(routes, ALL_ADDRESSES[family]);
  if (standard === undefined || !leadsOut(standard)) return;
  for (const route of routes) {
    if (route === standard || route.destination.family !== family || !leadsOut(route)) continue;
    if (route.destination.length === 0 || translates(route) === translates(standard)) continue;
    yield {
      subject: route.id,
      aspect: { of: 'target' },
      message: `${formatPrefix(route.destination)} goes to ${nameOf(route)}, but the default route goes to ${nameOf(standard)}: use the same kind of gateway for both.`,
      related: [{ subject: standard.id, message: 'The default route.' }],
    };
  }
}

/** Whether the route leads to the internet. Routes to private networks and gateway endpoints differ on purpose. */
function leadsOut({ target }: Route): boolean {
  return targetDoes(target, 'leave', 'translate');
}

function translates({ target }: Pick<Route, 'target'>): boolean {
  return targetDoes(target, 'translate');
}

function nameOf(route: Route): string {
  const id = targetId(route);
  return id === undefined ? '' : shortName(id);
}
