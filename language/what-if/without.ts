// A network after a failure: without an Availability Zone, a gateway, a route or another resource.
import type { Prefix } from '#language/network/address.ts';
import { edited } from '#language/network/build/edit.ts';
import type { ExplicitParts, Identified } from '#language/network/build/explicit.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import { resourceIs } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import { lineOf } from '#language/network/route-table.ts';
import { subtract } from '#language/packets/intervals.ts';
import { lookupIn } from '#language/trace/lookup.ts';
import { blocksOf } from '#language/trace/reach/universe.ts';
import { withoutResources } from './without-resources.ts';

/** What fails: the Availability Zone of that name, or the resource or route with that id. */
export type Loss = { readonly kind: 'az'; readonly az: string } | { readonly kind: 'resource' | 'route'; readonly id: EntityId };

/**
 * What a name means: an Availability Zone (`us-east-1a`), a resource by its name or qualified name, a route by the id that traces show
 * (`production.private-a#route-1`). `undefined` if it names nothing, or several resources.
 */
export function lossNamed(network: Network, name: string): Loss | undefined {
  if (network.subnets.some(({ az }) => az === name)) return { kind: 'az', az: name };
  const tables = [...network.routeTables, ...network.transitGateways.flatMap(({ routeTables }) => routeTables)];
  for (const { routes } of tables) for (const { id } of routes) if (id === name) return { kind: 'route', id };
  const ids = [...network.byId.values()]
    .filter((resource) => resourceIs(resource, 'removable') && [resource.id, shortName(resource.id)].includes(name))
    .map(({ id }) => id);
  const exact = ids.find((id) => id === name) ?? (ids.length === 1 ? ids[0] : undefined);
  return exact === undefined ? undefined : { kind: 'resource', id: exact };
}

/**
 * The network after the failure. Routes to failed resources remain and drop packets, as in AWS. The public addresses and IPv6 blocks of
 * failed resources stay with the account, and nobody answers there.
 */
export function without(network: Network, loss: Loss): Network {
  const left = leftAfter(network, loss);
  return { ...left, unused: [...network.unused, ...lostAddresses(network, left)] };
}

/** The addresses that resources had on the internet before and do not have after. */
function lostAddresses(before: Network, after: Network): readonly Prefix[] {
  const [had, have] = [lookupIn(before).publics, lookupIn(after).publics];
  const blocks = before.vpcs.filter((vpc) => !after.vpcs.includes(vpc)).flatMap(({ prefixes }) => prefixes);
  return [
    ...([4, 6] as const).flatMap((family) => blocksOf(subtract(had[family], have[family]), family)),
    ...blocks.filter(({ family }) => family === 6),
  ];
}

function leftAfter(network: Network, loss: Loss): Network {
  switch (loss.kind) {
    case 'az': {
      const gone = network.subnets.filter(({ az }) => az === loss.az).map(({ id }) => id);
      return edited(network, (parts) => withoutResources(parts, new Set(gone)));
    }
    case 'resource':
      return edited(network, (parts) => withoutResources(parts, withContents(network, loss.id)));
    case 'route':
      return edited(network, (parts) => withoutRoute(parts, loss.id));
  }
}

/** The resource and what cannot exist without it: the pods of a node, everything in a VPC. */
function withContents(network: Network, id: EntityId): ReadonlySet<EntityId> {
  const inside = [...network.byId.values()].filter(
    (resource) => ('vpc' in resource && resource.vpc?.id === id) || ('node' in resource && resource.node === id),
  );
  return new Set([id, ...inside.map((resource) => resource.id)]);
}

function withoutRoute(parts: ExplicitParts, id: EntityId): ExplicitParts {
  return {
    ...parts,
    routeTables: parts.routeTables.map((table) => withoutRouteIn(table, id)),
    transitGateways: parts.transitGateways.map((gateway) => ({
      ...gateway,
      routeTables: gateway.routeTables.map((table) => withoutRouteIn(table, id)),
    })),
  };
}

function withoutRouteIn<T extends { readonly routes: readonly Identified[] }>(table: T, id: EntityId): T {
  // A line with a prefix list is several routes, one for each block. A later one can also be named alone.
  const routes = table.routes.filter((route) => route.id !== id && lineOf(route.id) !== id);
  return routes.length < table.routes.length ? { ...table, routes } : table;
}
