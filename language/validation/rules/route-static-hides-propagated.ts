import { formatPrefix, samePrefix } from '#language/network/address.ts';
import type { TransitRoute } from '#language/network/connectors.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { isPropagated } from '#language/network/route-priority.ts';
import { type Route, targetId } from '#language/network/route-table.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A static route has priority over a propagated one.
 *
 * If a static and a propagated route have the same destination, the static one is used, in route tables of subnets and of transit
 * gateways. The route that a VPN, a Direct Connect link or an attachment propagates is not used. Remove the static route if this
 * is not intended.
 *
 * Source: Amazon VPC User Guide, "How route priority works"; AWS Transit Gateway Guide, "How AWS Transit Gateway works".
 */
export const routeStaticHidesPropagated: Rule = { code: 'route-static-hides-propagated', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  for (const { routes } of network.routeTables) yield* hidden(routes, targetId);
  for (const { routeTables } of network.transitGateways) {
    for (const { routes } of routeTables) {
      yield* hidden(routes, ({ target }) => (target.kind === 'attachment' ? target.attachment : undefined));
    }
  }
}

function* hidden<T extends Route | TransitRoute>(
  routes: readonly T[],
  targetOf: (route: T) => EntityId | undefined,
): Iterable<Remark> {
  const learned = routes.filter(isPropagated);
  for (const route of routes) {
    if (isPropagated(route)) continue;
    const other = learned.find((one) => samePrefix(one.destination, route.destination) && targetOf(one) !== targetOf(route));
    if (other === undefined) continue;
    const name = targetOf(other);
    yield {
      subject: route.id,
      aspect: { of: 'destination' },
      message: `This route has priority over the propagated route to ${formatPrefix(route.destination)}${name === undefined ? '' : ` from ${shortName(name)}`}: remove it to use the propagated one.`,
      related: [{ subject: other.id, message: 'The propagated route comes from here.' }],
    };
  }
}
