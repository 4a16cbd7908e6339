// A network and a change → the changed network.
import { formatPrefix, type Prefix } from '#language/network/address.ts';
import { edited } from '#language/network/build/edit.ts';
import type { Explicit, ExplicitParts } from '#language/network/build/explicit.ts';
import { mainTableId, ownTableId } from '#language/network/build/route-tables.ts';
import { originOf } from '#language/network/connectors.ts';
import type { AclEntry, SecurityGroupRule } from '#language/network/filters.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { Listener } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Route, RouteOrigin, RouteTable, RouteTarget } from '#language/network/route-table.ts';
import type { AddEntry, AddListener, AddRoute, AddRule, AssociateEndpoint, Change, Propagate } from './change.ts';
import { withFirewallRule } from './firewall.ts';
import { withEndpoint, withNode } from './interfaces.ts';
import { withAnswerer, withRecord } from './names.ts';
import { blocksOf, peerOf } from './naming.ts';
import { switched } from './switched.ts';
import { withAssociation, withAttachmentSubnet, withPropagation, withTransitRoute } from './transit.ts';
import { withChanged } from './with-changed.ts';

/** The network after all changes. */
export function changedBy(network: Network, changes: readonly Change[]): Network {
  return changes.reduce(changed, network);
}

/** The network after the change. */
function changed(network: Network, change: Change): Network {
  return edited(network, (parts) => changedParts(network, parts, change));
}

function changedParts(network: Network, parts: ExplicitParts, change: Change): ExplicitParts {
  switch (change.kind) {
    case 'add-rule':
      return withRule(network, parts, change);
    case 'add-entry':
      return withEntry(network, parts, change);
    case 'add-firewall-rule':
      return withFirewallRule(network, parts, change);
    case 'associate-answerer':
      return withAnswerer(parts, change);
    case 'add-record':
      return withRecord(parts, change);
    case 'add-route':
      return withRoute(network, parts, change);
    case 'propagate':
      return withPropagated(parts, change);
    case 'associate-endpoint':
      return withAssociated(parts, change);
    case 'add-endpoint':
      return withEndpoint(network, parts, change);
    case 'add-listener':
      return withListener(parts, change);
    case 'add-node':
      return withNode(network, parts, change);
    case 'add-attachment-subnet':
      return withAttachmentSubnet(parts, change);
    case 'associate-attachment':
      return withAssociation(parts, change);
    case 'propagate-attachment':
      return withPropagation(parts, change);
    case 'add-transit-route':
      return withTransitRoute(parts, change);
    case 'switch':
      return switched(network, parts, change);
  }
}

function withRule(network: Network, parts: ExplicitParts, { group: id, direction, traffic, peer }: AddRule): ExplicitParts {
  return {
    ...parts,
    securityGroups: withChanged(parts.securityGroups, id, (group) => {
      const rule: SecurityGroupRule = {
        id: partId(id, 'added', group.rules.length + 1),
        direction,
        traffic,
        peer: peerOf(network, id, peer),
        isDefault: false,
      };
      return { ...group, rules: [...group.rules, rule] };
    }),
  };
}

function withEntry(network: Network, parts: ExplicitParts, change: AddEntry): ExplicitParts {
  const { acl: id, direction, number, traffic, peer } = change;
  return {
    ...parts,
    networkAcls: withChanged(parts.networkAcls, id, (acl) => {
      const entry: AclEntry = {
        id: partId(id, 'added', acl.entries.length + 1),
        direction,
        number,
        action: 'allow',
        traffic,
        prefixes: blocksOf(network, peer),
        isDefault: false,
      };
      return { ...acl, entries: [...acl.entries, entry].toSorted((a, b) => a.number - b.number) };
    }),
  };
}

function withListener(parts: ExplicitParts, { balancer: id, protocol, port, targetGroup }: AddListener): ExplicitParts {
  return {
    ...parts,
    loadBalancers: withChanged(parts.loadBalancers, id, (balancer) => {
      const own = partId(id, 'added', balancer.listeners.length + 1);
      const action = { kind: 'forward', groups: [{ targetGroup, weight: 1 }] } as const;
      const listener: Listener = { id: own, protocol, port, rules: [{ id: own, conditions: [], action }] };
      return { ...balancer, listeners: [...balancer.listeners, listener] };
    }),
  };
}

function withRoute(network: Network, parts: ExplicitParts, { place, destination, target }: AddRoute): ExplicitParts {
  const blocks = destination.kind === 'prefix' ? [destination.prefix] : blocksOf(network, { kind: 'blocks', id: destination.id });
  return withRoutes(parts, place, blocks, target, destination.kind === 'prefix' ? 'static' : 'prefix-list');
}

function withPropagated(parts: ExplicitParts, { place, link: id }: Propagate): ExplicitParts {
  const link = parts.siteLinks.find((one) => one.id === id);
  if (link === undefined) return parts;
  return withRoutes(parts, place, link.announced, { kind: 'site-link', id }, originOf(link));
}

function withAssociated(parts: ExplicitParts, { endpoint: id, subnet }: AssociateEndpoint): ExplicitParts {
  const table = parts.subnets.find((one) => one.id === subnet)?.routeTable;
  const endpoint = parts.endpoints.find((one) => one.id === id);
  if (table === undefined || endpoint === undefined) return parts;
  const blocks = parts.outside.filter((one) => endpoint.serves.includes(one.id)).flatMap(({ prefixes }) => prefixes);
  return {
    ...parts,
    endpoints: withChanged(parts.endpoints, id, (one) => ({ ...one, routeTables: [...one.routeTables, table] })),
    routeTables: withChanged(parts.routeTables, table, (one) => more(one, blocks, { kind: 'endpoint', id }, 'prefix-list')),
  };
}

/** The routes are lines of `place`. The first line of a subnet without any gives the subnet a table of its own. */
function withRoutes(
  parts: ExplicitParts,
  place: EntityId,
  blocks: readonly Prefix[],
  target: RouteTarget,
  origin: RouteOrigin,
): ExplicitParts {
  const ready = withOwnTable(parts, place);
  const table = ready.routeTables.some(({ id }) => id === place) ? place : ownTableId(place);
  return { ...ready, routeTables: withChanged(ready.routeTables, table, (one) => more(one, blocks, target, origin)) };
}

function withOwnTable(parts: ExplicitParts, place: EntityId): ExplicitParts {
  const subnet = parts.subnets.find(({ id }) => id === place);
  const main = parts.routeTables.find(({ id }) => id === subnet?.routeTable);
  if (subnet === undefined || main === undefined || main.id !== mainTableId(subnet.vpc)) return parts;
  const own = { ...main, id: ownTableId(place), name: subnet.name };
  return {
    ...parts,
    routeTables: [...parts.routeTables, own],
    subnets: withChanged(parts.subnets, place, (one) => ({ ...one, routeTable: own.id })),
  };
}

function more(
  table: Explicit<RouteTable>,
  blocks: readonly Prefix[],
  target: RouteTarget,
  origin: RouteOrigin,
): Explicit<RouteTable> {
  const added = blocks.map((destination): Route => {
    const id = partId(table.id, `added-${formatPrefix(destination)}`, table.routes.length + 1);
    return { id, destination, target, origin };
  });
  return { ...table, routes: [...table.routes, ...added] };
}
