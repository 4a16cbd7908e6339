import { formatPrefix, overlaps } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Route } from '#language/network/route-table.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Two prefix lists with common addresses lead to different targets.
 *
 * AWS then chooses one of the two routes at random and stays with it. Make the lists disjoint, or let both routes lead to the same
 * target.
 *
 * Source: Amazon VPC User Guide, "How route priority works".
 */
export const routePrefixListAmbiguous: Rule = { code: 'route-prefix-list-ambiguous', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { routes } of network.routeTables) {
    const lists = routes.filter(({ origin }) => origin === 'prefix-list');
    const reported = new Set<string>();
    for (const [index, route] of lists.entries()) {
      const other = lists.slice(0, index).find((one) => overlaps(one.destination, route.destination) && !leadAlike(one, route));
      const line = lineOf(route.id);
      if (other === undefined || reported.has(line)) continue;
      reported.add(line);
      yield {
        subject: route.id,
        aspect: { of: 'destination' },
        message: `${formatPrefix(route.destination)} is in another prefix list of this table, too, which leads elsewhere: AWS chooses one of the routes at random. Make the lists disjoint.`,
        related: [
          { subject: other.id, aspect: { of: 'destination' }, message: `${formatPrefix(other.destination)} is in this list.` },
        ],
      };
    }
  }
}

function leadAlike({ target: a }: Route, { target: b }: Route): boolean {
  return 'id' in a && 'id' in b && a.id === b.id;
}

/** A line with a prefix list is one route for each of its blocks. */
function lineOf(id: EntityId): string {
  return id.split('#prefix-')[0] ?? id;
}
