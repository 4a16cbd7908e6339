import { formatPrefix, overlaps } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import { lineOf, type Route, targetId } from '#language/network/route-table.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Two prefix lists with overlapping addresses have different targets.
 *
 * AWS chooses one of the two routes at random and keeps it. Make the prefix lists disjoint, or use the same target for both
 * routes.
 *
 * Source: Amazon VPC User Guide, "How route priority works".
 */
export const routePrefixListAmbiguous: Rule = { code: 'route-prefix-list-ambiguous', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { routes } of network.routeTables) {
    const lists = routes.filter(({ origin }) => origin === 'prefix-list');
    const reported = new Set<string>();
    for (const [index, route] of lists.entries()) {
      const other = lists
        .slice(0, index)
        .find((one) => overlaps(one.destination, route.destination) && !haveSameTarget(one, route));
      const line = lineOf(route.id);
      if (other === undefined || reported.has(line)) continue;
      reported.add(line);
      yield {
        subject: route.id,
        aspect: { of: 'destination' },
        message: `${formatPrefix(route.destination)} overlaps another prefix list of this route table with a different target: AWS chooses one of the routes at random. Make the prefix lists disjoint.`,
        related: [
          {
            subject: other.id,
            aspect: { of: 'destination' },
            message: `${formatPrefix(other.destination)} is in this prefix list.`,
          },
        ],
      };
    }
  }
}

function haveSameTarget(a: Route, b: Route): boolean {
  const id = targetId(a);
  return id !== undefined && id === targetId(b);
}
