import { formatPrefix, overlaps } from '#language/network/address.ts';
import { tableOf } from '#language/network/connectors.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { transitUses } from '#language/validation/transit.ts';
import { capitalized } from '#language/validation/wording.ts';

/**
 * A route targets a transit gateway whose route table has no route to the destination.
 *
 * The route table that an attachment is associated with decides about packets from that attachment. Without a matching route,
 * they are dropped. Add a route to the table, or propagate the other attachment into it.
 *
 * Source: AWS Transit Gateway Guide, "How AWS Transit Gateway works"; Reachability Analyzer, TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT.
 */
export const tgwNoRoute: Rule = { code: 'tgw-no-route', severity: 'error', isDerived: true, check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* failingSteps(network, claims, 'tgw-no-route', 'Add a route to the table, or propagate the attachment into it.');
  const reported = new Set<EntityId>();
  for (const { route, gateway, attachment } of transitUses(network)) {
    const table = tableOf(gateway, attachment);
    const isKnown =
      table?.uncertain !== undefined ||
      (table?.routes.some(({ destination }) => overlaps(destination, route.destination)) ?? true);
    if (table === undefined || isKnown || reported.has(route.id)) continue;
    reported.add(route.id);
    const name = `the ${table.name} route table`;
    yield {
      subject: route.id,
      aspect: { of: 'destination' },
      message: `${gateway.name} has no route to ${formatPrefix(route.destination)} in ${name}: add one, or propagate an attachment into it.`,
      related: [
        { subject: table.isDefault ? gateway.id : table.id, message: `${capitalized(name)} applies to packets from this VPC.` },
      ],
    };
  }
}
