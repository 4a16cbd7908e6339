// What can fail in a network: the resources that can be removed, and those that have routes of their own.
import { type Prefix, samePrefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import { kindIs } from '#language/network/kinds.ts';
import type { Entity, Network } from '#language/network/network.ts';
import { hasName, type Route } from '#language/network/route-table.ts';
import { type Loss, without } from './without.ts';

/** What can fail as a whole. Rules cannot fail: to see a network without a rule, delete its line. */
export function removableIn(network: Network): readonly Entity[] {
  return [...network.byId.values()].filter(({ kind }) => kindIs(kind, 'removable'));
}

/** What a user can name to remove one of its routes: subnets, gateways with a route table, and route tables that have a name. */
export function routeHoldersIn({ subnets, routeTables, gateways, regionalNats }: Network): readonly Entity[] {
  const withTables = [...gateways, ...regionalNats].filter(({ routeTable }) => routeTable !== undefined);
  return [...subnets, ...routeTables.filter(hasName), ...withTables];
}

/** The routes of such a resource, in the order of the text; none for any other resource. */
export function routesOf(holder: Entity): readonly Route[] {
  if (holder.kind === 'route-table') return holder.routes;
  return ('routeTable' in holder ? holder.routeTable?.routes : undefined) ?? [];
}

/** The route of a resource with that id, or the first one to that destination. */
export function routeLoss(holder: Entity, wanted: EntityId | Prefix): Loss | undefined {
  const found = routesOf(holder).find(({ id, destination }) =>
    typeof wanted === 'string' ? id === wanted : samePrefix(destination, wanted),
  );
  return found && { kind: 'route', id: found.id };
}

/** The network after all failures together. */
export function afterAll(network: Network, losses: readonly Loss[]): Network {
  return losses.reduce(without, network);
}
