import { formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Route } from '#language/network/route-table.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A route table can have only one static route for each destination.
 *
 * AWS rejects a second one. Routes of prefix lists and propagated routes may have the same destination; the static route has
 * priority. Remove one of the two routes, or correct its destination.
 *
 * Source: Amazon EC2 API, CreateRoute (RouteAlreadyExists).
 */
export const routeDuplicateDestination: Rule = { code: 'route-duplicate-destination', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { routes } of network.routeTables) {
    const first = new Map<string, Route>();
    for (const route of routes) {
      if (route.origin !== 'static') continue;
      const destination = formatPrefix(route.destination);
      const other = first.get(destination);
      if (other === undefined) {
        first.set(destination, route);
        continue;
      }
      const message = `The route table already has a route for ${destination}: remove one of the two.`;
      const related = [{ subject: other.id, aspect: { of: 'destination' } as const, message: 'The other route.' }];
      yield { subject: route.id, aspect: { of: 'destination' }, message, related };
    }
  }
}
