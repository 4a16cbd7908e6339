// A network after a failure: a zone, a gateway, a route or any other resource taken away.

import type { TransitGateway } from '#language/network/connectors.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Entity, Network } from '#language/network/network.ts';
import type { RouteTable } from '#language/network/route-table.ts';
import { relink } from './relink.ts';

/** What can be taken away: the zone of that name, or the resource or route with that id. */
export type Loss =
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'resource' | 'route'; readonly id: EntityId };

/**
 * What a name stands for: a zone (`us-east-1a`), a resource by its name or qualified name, a route by the id that traces show
 * (`production.private-a#route-1`). `undefined` where it stands for nothing, or for several resources.
 */
export function lossNamed(network: Network, name: string): Loss | undefined {
  if (network.subnets.some(({ zone }) => zone === name)) return { kind: 'zone', zone: name };
  const routes = [
    ...network.subnets.map(({ routeTable }) => routeTable),
    ...network.gateways.flatMap(({ routeTable }) => routeTable ?? []),
    ...network.regionalNats.map(({ routeTable }) => routeTable),
    ...network.transitGateways.flatMap(({ routeTables }) => routeTables),
  ];
  for (const { routes: own } of routes) for (const { id } of own) if (id === name) return { kind: 'route', id };
  const ids = [...network.byId.keys()].filter((id) => id === name || shortName(id) === name);
  const exact = ids.find((id) => id === name) ?? (ids.length === 1 ? ids[0] : undefined);
  return exact === undefined ? undefined : { kind: 'resource', id: exact };
}

/** The network without it. Routes that led there are left as they are and lead nowhere, as AWS's do. */
export function without(network: Network, loss: Loss): Network {
  switch (loss.kind) {
    case 'zone':
      return relink(network, { drops: (resource) => zoneOf(resource) === loss.zone });
    case 'resource': {
      const gone = withContents(network, loss.id);
      return relink(network, { drops: (resource) => gone.has('owner' in resource ? resource.owner : resource.id) });
    }
    case 'route':
      return relink(network, {
        table: (table) => withoutRoute(table, loss.id),
        transitGateway: (gateway) => withoutTransitRoute(gateway, loss.id),
      });
  }
}

/** The resource and what cannot be without it: the pods of a node, everything in a VPC. */
function withContents(network: Network, id: EntityId): ReadonlySet<EntityId> {
  const inside = [...network.byId.values()].filter(
    (resource) => ('vpc' in resource && resource.vpc?.id === id) || ('node' in resource && resource.node === id),
  );
  return new Set([id, ...inside.map((resource) => resource.id)]);
}

function zoneOf(resource: Entity | Interface): string | undefined {
  if ('owner' in resource) return resource.subnet.zone;
  return resource.kind === 'subnet' ? resource.zone : undefined;
}

function withoutRoute(table: RouteTable, id: EntityId): RouteTable {
  const routes = table.routes.filter((route) => !isOf(route.id, id));
  return routes.length < table.routes.length ? { ...table, routes } : table;
}

function withoutTransitRoute(gateway: TransitGateway, id: EntityId): TransitGateway {
  const routeTables = gateway.routeTables.map((table) => ({
    ...table,
    routes: table.routes.filter((route) => !isOf(route.id, id)),
  }));
  return { ...gateway, routeTables };
}

/** A line with a prefix list is several routes, one for each block. */
function isOf(route: EntityId, line: EntityId): boolean {
  return route === line || route.startsWith(`${line}#`);
}
