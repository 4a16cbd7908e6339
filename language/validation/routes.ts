// A subnet → the routes of its route table that rules need.
import type { Family, Prefix } from '#language/network/address.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import { ALL_ADDRESSES } from '#language/network/known-addresses.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { routeAround } from '#language/network/route-priority.ts';
import { leadsTo, type Route, type RouteTable, targetDoes } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';

/** The default route of the subnet for an address family. */
export function defaultRoute({ routeTable }: Subnet, family: Family): Route | undefined {
  return routeAround(routeTable.routes, ALL_ADDRESSES[family]);
}

/** A route of the subnet whose target is the resource. */
export function routesThrough({ routeTable }: Subnet, id: EntityId): Route | undefined {
  return routeTable.routes.find((route) => leadsTo(route, id));
}

/** Whether the default route leads to an appliance, which may forward packets to an internet gateway. */
export function leavesByAppliance(subnet: Subnet): boolean {
  const route = defaultRoute(subnet, 4);
  return route !== undefined && targetDoes(route.target, 'inspect');
}

/** Whether one of the routes may lead to an internet gateway, because its target is not known. */
export function mayBePublic({ routeTable: { routes, uncertain = [] } }: Subnet): boolean {
  return [...routes, ...uncertain].some(({ target }) => target.kind === 'unknown');
}

/** Whether the table needs no route to the block: the file says that packets are dropped, or that it does not know where they go. */
export function isSettled({ routes, uncertain = [] }: RouteTable, block: Prefix): boolean {
  const kind = routeAround(routes, block)?.target.kind;
  return (
    kind === 'blackhole' || kind === 'unknown' || (kind === undefined && uncertain.some(({ target }) => target.kind !== 'local'))
  );
}

/** A subnet and its route to a NAT gateway or NAT instance. */
interface NatClient {
  readonly subnet: Subnet;
  readonly route: Route;
}

/** The subnets that each NAT gateway or NAT instance serves. */
export const clientsOf = perObject((network: Network): ReadonlyMap<EntityId, readonly NatClient[]> => {
  const pairs = network.subnets.flatMap((subnet) =>
    subnet.routeTable.routes.flatMap((route) =>
      targetDoes(route.target, 'translate') ? [{ nat: route.target.id, client: { subnet, route } }] : [],
    ),
  );
  return new Map([...groupBy(pairs, ({ nat }) => nat)].map(([id, list]) => [id, list.map(({ client }) => client)]));
});
