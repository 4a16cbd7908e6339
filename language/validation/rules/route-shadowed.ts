import { formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import { isFilled, nest } from '#language/validation/nesting.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A route is never used.
 *
 * The most specific route that matches a packet decides. Here more specific routes cover all of this route's destination. Remove
 * it, or check the other routes.
 *
 * Source: Amazon VPC User Guide, "How route priority works".
 */
export const routeShadowed: Rule = { code: 'route-shadowed', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  for (const { routes } of network.routeTables) {
    for (const nested of nest(routes.map((route) => ({ item: route, prefix: route.destination })))) {
      const { item, prefix, children } = nested;
      const hasEqual = children.some((child) => child.prefix.length === prefix.length);
      if (item.target.kind === 'local' || hasEqual || !isFilled(nested)) continue;
      yield {
        subject: item.id,
        aspect: { of: 'destination' },
        message: `This route is never used: more specific routes cover all of ${formatPrefix(prefix)}. Remove it, or check the other routes.`,
        related: children.map((child) => ({
          subject: child.item.id,
          message: `This route covers ${formatPrefix(child.prefix)}.`,
        })),
      };
    }
  }
}
