// A packet without a route, or on the wrong one → the routes to what serves its destination.
import { type Prefix, samePrefix } from '#language/network/address.ts';
import { isExample } from '#language/network/examples.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { hasName } from '#language/network/route-table.ts';
import { type Misroute, misroutesBefore, startAt } from '#language/validation/misroutes.ts';
import { type RouteOption, routeOptionsTo } from '#language/validation/route-options.ts';
import type { AddRoute, Change } from '#language/what-if/change/change.ts';
import { isDeclared, listsOf } from '#language/what-if/change/naming.ts';
import { type Blocked, type Candidate, type Remedy, together } from './blocked.ts';
import { transitRoutes } from './transit.ts';

/** Routes where there is none, or only one whose target does not exist. */
export const addRoute: Remedy = ({ network, hop: { at, decision, packet } }) => {
  if (decision.kind === 'no-route') return candidatesAt(network, decision.at, packet.destination, 0);
  if (decision.kind !== 'broken-route' || decision.result !== 'no-target') return [];
  return candidatesAt(network, at, packet.destination, decision.route.destination.length + 1);
};

/** More specific routes in place of those that led the packet to the internet or to a NAT gateway. */
export const correctRoute: Remedy = (blocked) => {
  const { network, trace, direction, hop } = blocked;
  if (isOwnFault(blocked)) return [];
  return misroutesBefore(network, trace, direction, hop).flatMap((one) => candidatesFor(network, one));
};

/** Whether the blocker has nothing to do with the routes before it. */
function isOwnFault({ hop: { decision } }: Blocked): boolean {
  return decision.kind === 'source-dest-check' || decision.kind === 'no-route';
}

function candidatesFor(network: Network, misroute: Misroute): readonly Candidate[] {
  if (misroute.kind === 'vpc') return candidatesOf(network, misroute.at, misroute.options);
  const { gateway, table, destination, attached } = misroute;
  return transitRoutes(network, gateway, table, destination, attached);
}

function candidatesAt(
  network: Network,
  at: EntityId,
  address: Parameters<typeof routeOptionsTo>[2],
  shortest: number,
): readonly Candidate[] {
  const start = startAt(network, at);
  if (start === undefined) return [];
  const options = routeOptionsTo(network, start, address);
  return candidatesOf(
    network,
    at,
    options.filter((option) => option.kind !== 'route' || option.destinations.every(({ length }) => length >= shortest)),
  );
}

function candidatesOf(network: Network, at: EntityId, options: readonly RouteOption[]): readonly Candidate[] {
  const place = placeOf(network, at);
  return place === undefined
    ? []
    : options
        .filter((option) => option.kind !== 'route' || !option.destinations.some((block) => isExample(network, block)))
        .map((option) => changesFor(network, at, place, option))
        .filter(({ length }) => length > 0)
        .map((changes) => together(...changes));
}

/** A table with a name has its own block in the text; the routes of other tables are lines of their subnet or gateway. */
function placeOf(network: Network, at: EntityId): EntityId | undefined {
  const resource = network.byId.get(at);
  if (resource === undefined || !isDeclared(at)) return undefined;
  if (resource.kind === 'regional-nat') return at;
  if (resource.kind !== 'subnet') return undefined;
  return hasName(resource.routeTable) ? resource.routeTable.id : at;
}

/** A prefix list that contains exactly the blocks takes one line; otherwise each block takes one. The search drops those that are not needed. */
function changesFor(network: Network, at: EntityId, place: EntityId, option: RouteOption): readonly Change[] {
  switch (option.kind) {
    case 'propagate':
      return [{ kind: 'propagate', place, link: option.link.id }];
    case 'associate':
      return network.byId.get(at)?.kind === 'subnet'
        ? [{ kind: 'associate-endpoint', endpoint: option.endpoint.id, subnet: at }]
        : [];
    case 'route': {
      const [list] = option.destinations.length > 1 ? listsOf(network, { prefixes: option.destinations }) : [];
      if (list !== undefined)
        return [{ kind: 'add-route', place, destination: { kind: 'list', id: list }, target: option.target }];
      return unique(option.destinations).map(
        (prefix): AddRoute => ({ kind: 'add-route', place, destination: { kind: 'prefix', prefix }, target: option.target }),
      );
    }
  }
}

function unique(prefixes: readonly Prefix[]): readonly Prefix[] {
  return prefixes.filter((prefix, index) => prefixes.findIndex((other) => samePrefix(prefix, other)) === index);
}
