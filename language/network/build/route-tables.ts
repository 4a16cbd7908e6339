// Route tables: the VPC's local routes, then the written ones, then those that gateway endpoints and virtual private gateways add.
import { type Prefix, samePrefix } from '#language/network/address.ts';
import { originOf, type SiteLink } from '#language/network/connectors.ts';
import type { InternetGateway } from '#language/network/gateways.ts';
import { type EntityId, entityId, partId, shortName } from '#language/network/id.ts';
import { ALL_ADDRESSES } from '#language/network/known-addresses.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Route, RouteTable, UncertainRoute } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { blocksStatement, type Statement, subnetsStatement, type Unknown } from '#language/network/unknown.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { type Explicit, indexById } from './explicit.ts';
import type { Notes } from './notes.ts';
import type { EndpointPart, Propagation, RegionalNatPart, RouteTablePart } from './parts.ts';
import { unresolved } from './references.ts';

/** What routes follow from. */
export interface RouteSources {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Explicit<Subnet>[];
  readonly gateways: readonly Explicit<InternetGateway>[];
  readonly regionalNats: readonly Pick<RegionalNatPart, 'id' | 'name' | 'vpc' | 'routeTable'>[];
  readonly endpoints: readonly EndpointPart[];
  readonly siteLinks: readonly Explicit<SiteLink>[];
  readonly outside: readonly Outside[];
}

/** The id of the VPC's main route table. */
export function mainTableId(vpc: EntityId): EntityId {
  return entityId(`${vpc}#route-table-main`);
}

/** The id of a table whose routes are lines of a subnet or gateway. */
export function ownTableId(owner: EntityId): EntityId {
  return entityId(`${owner}#route-table`);
}

/** The id of the table of a regional NAT gateway. */
export function regionalTableId({ id, routeTable }: Pick<RegionalNatPart, 'id' | 'routeTable'>): EntityId {
  return routeTable ?? ownTableId(id);
}

/** Tables with a name, then those of subnets, of gateways and of regional NAT gateways. A main table is there if a subnet uses it. */
export function explicitTables(
  parts: readonly RouteTablePart[],
  sources: RouteSources,
  notes: Notes,
): readonly Explicit<RouteTable>[] {
  const named = parts.filter((table) => table.of === undefined);
  const used = [
    ...sources.subnets.map(({ routeTable }) => routeTable),
    ...sources.gateways.flatMap(({ routeTable }) => routeTable ?? []),
    ...sources.regionalNats.map(regionalTableId),
  ];
  const ids = new Set([...named.map(({ id }) => id), ...used, ...parts.map(({ id }) => id)]);
  const stated = new Map([...unstated(sources), ...parts].map((table) => [table.id, table]));
  const context = contextOf(sources);
  return [...ids].flatMap((id) => {
    const part = stated.get(id);
    return part === undefined ? [] : [tableOf(part, context, notes)];
  });
}

/** The tables that AWS creates where the file has none. */
function unstated({ vpcs, regionalNats }: RouteSources): readonly RouteTablePart[] {
  return [
    ...vpcs.map(({ id }) => ({ kind: 'route-table' as const, id: mainTableId(id), name: 'main', vpc: id, routes: [] })),
    ...regionalNats
      .filter(({ routeTable }) => routeTable === undefined)
      .map((nat) => ({
        kind: 'route-table' as const,
        id: regionalTableId(nat),
        name: nat.name,
        of: nat.id,
        vpc: nat.vpc,
        routes: [],
      })),
  ];
}

interface Context {
  readonly vpcs: ReadonlyMap<EntityId, Vpc>;
  readonly links: ReadonlyMap<EntityId, Explicit<SiteLink>>;
  readonly outside: ReadonlyMap<EntityId, Outside>;
  /** By the id of the table: the gateway endpoints that write to it. */
  readonly endpoints: ReadonlyMap<EntityId, readonly EndpointPart[]>;
  readonly allEndpoints: readonly EndpointPart[];
  /** The tables of regional NAT gateways. */
  readonly regional: ReadonlySet<EntityId>;
  /** By the id of the VPC. */
  readonly internetGateways: ReadonlyMap<EntityId, EntityId>;
}

function contextOf({ vpcs, gateways, regionalNats, endpoints, siteLinks, outside }: RouteSources): Context {
  const byTable = new Map<EntityId, EndpointPart[]>();
  for (const endpoint of endpoints) {
    for (const table of endpoint.routeTables) byTable.set(table, [...(byTable.get(table) ?? []), endpoint]);
  }
  return {
    vpcs: indexById(vpcs),
    links: indexById(siteLinks),
    outside: indexById(outside),
    endpoints: byTable,
    allEndpoints: endpoints,
    regional: new Set(regionalNats.map(regionalTableId)),
    internetGateways: new Map(gateways.toReversed().flatMap(({ kind, id, vpc }) => (kind === 'igw' ? [[vpc, id] as const] : []))),
  };
}

function tableOf(part: RouteTablePart, context: Context, notes: Notes): Explicit<RouteTable> {
  const { of: owner, propagations, uncertain: _, ...table } = part;
  const vpc = context.vpcs.get(table.vpc);
  const uncertain = uncertainRoutes(part, vpc, context);
  return {
    ...table,
    ...(uncertain.length > 0 && { uncertain }),
    routes: [
      ...withLocal(localRoutes(table.id, vpc?.prefixes ?? []), table.routes),
      ...defaultRoutes(table, context),
      ...endpointRoutes(table.id, context, notes),
      ...(vpc === undefined ? [] : propagatedRoutes(propagations ?? [], owner ?? table.id, vpc, context, notes)),
    ],
  };
}

/** Routes of which the text does not know all destinations, or whether the table has them. */
function uncertainRoutes(part: RouteTablePart, vpc: Vpc | undefined, context: Context): readonly UncertainRoute[] {
  return [
    ...(vpc === undefined ? [] : partlyKnown(vpc)).map(
      (one): UncertainRoute => ({
        id: partId(part.id, 'local-unknown', 1),
        ...one,
        target: { kind: 'local' },
        origin: 'local',
      }),
    ),
    ...(part.uncertain ?? []),
    ...context.allEndpoints
      .filter((endpoint) => endpoint.vpc === part.vpc)
      .flatMap((endpoint) => uncertainEndpointRoutes(part.id, endpoint, context)),
    ...(part.propagations ?? []).flatMap(({ link: id }) => {
      const link = context.links.get(id);
      if (link === undefined || link.vpc !== part.vpc || link.mayAnnounce === undefined) return [];
      return { id, ...link.mayAnnounce, target: { kind: 'site-link', id: link.id }, origin: originOf(link) } as const;
    }),
  ];
}

/** Those of a gateway endpoint: blocks of the service that are not known, and all of them in tables of which it is not known whether they get them. */
function uncertainEndpointRoutes(table: EntityId, endpoint: EndpointPart, { outside }: Context): readonly UncertainRoute[] {
  if (endpoint.type !== 'gateway') return [];
  const served = endpoint.serves.flatMap((id) => outside.get(id) ?? []);
  const route = { id: endpoint.id, target: { kind: 'endpoint', id: endpoint.id }, origin: 'prefix-list' } as const;
  if (endpoint.routeTables.includes(table)) return served.flatMap(partlyKnown).map((one) => ({ ...route, ...one }));
  if (endpoint.unknownSubnets === undefined) return [];
  const why = subnetsStatement(endpoint.name, endpoint.unknownSubnets);
  return [
    ...served.flatMap(({ prefixes }) => prefixes.map((destination) => ({ ...route, ...why, destination }))),
    ...served.flatMap(partlyKnown).map((one) => ({ ...route, ...one })),
  ];
}

/** What is not known of the blocks of a resource. */
export function partlyKnown({ name, unknown }: { readonly name: string; readonly unknown?: Unknown }): readonly Statement[] {
  return unknown === undefined ? [] : [{ statement: blocksStatement(name), unknown }];
}

/** Every table reaches the whole VPC. Source: Amazon VPC User Guide, "Subnet route tables". */
function localRoutes(table: EntityId, prefixes: readonly Prefix[]): readonly Route[] {
  const unique = prefixes.filter((prefix, index) => prefixes.findIndex((other) => samePrefix(other, prefix)) === index);
  return unique.map((destination, index) => ({
    id: partId(table, 'local', index + 1),
    destination,
    target: { kind: 'local' },
    origin: 'local',
  }));
}

/**
 * A route for one of the VPC's own blocks replaces the target of the local route. The route stays a local one.
 * Source: Amazon VPC User Guide, "Subnet route tables", replacing the target of the local route.
 */
function withLocal(local: readonly Route[], written: readonly Route[]): readonly Route[] {
  const replacing = local.map(({ destination }) => written.find((route) => samePrefix(route.destination, destination)));
  return [
    ...local.map((route, index) => ({ ...(replacing[index] ?? route), origin: route.origin })),
    ...written.filter((route) => !replacing.includes(route)),
  ];
}

/**
 * The table of a regional NAT gateway leads to the VPC's internet gateway, unless a route has the same destination.
 * Source: Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ expansion".
 */
function defaultRoutes({ id, vpc, routes }: RouteTablePart, { regional, internetGateways }: Context): readonly Route[] {
  const gateway = regional.has(id) ? internetGateways.get(vpc) : undefined;
  if (gateway === undefined || routes.some(({ destination }) => samePrefix(destination, ALL_ADDRESSES[4]))) return [];
  return [{ id: partId(id, 'igw', 1), destination: ALL_ADDRESSES[4], target: { kind: 'igw', id: gateway }, origin: 'static' }];
}

/** Source: AWS PrivateLink Guide, "Gateway endpoints" (a route for the prefix list of the service in each table of the endpoint). */
function endpointRoutes(table: EntityId, { endpoints, outside }: Context, { causes }: Notes): readonly Route[] {
  return (endpoints.get(table) ?? []).flatMap((endpoint) => {
    const blocks = endpoint.serves.flatMap((served) => outside.get(served)?.prefixes ?? []);
    return blocks.map((destination, index): Route => {
      const id = partId(table, shortName(endpoint.id), index + 1);
      causes.set(id, endpoint.id);
      return { id, destination, target: { kind: 'endpoint', id: endpoint.id }, origin: 'prefix-list' };
    });
  });
}

/** Only the virtual private gateway of the table's own VPC propagates its routes. Source: Amazon VPC User Guide, "Route tables", route propagation. */
function propagatedRoutes(
  propagations: readonly Propagation[],
  owner: EntityId,
  vpc: Vpc,
  { links }: Context,
  { causes, problems }: Notes,
): readonly Route[] {
  const found = propagations.flatMap(({ id, link: target }) => {
    const link = links.get(target);
    if (link === undefined) {
      problems.push(unresolved(owner, target));
      return [];
    }
    if (link.vpc !== vpc.id) {
      const message = `${link.name} does not end at ${vpc.name}: give it the line "vpc ${vpc.name}", or remove it here.`;
      problems.push({
        code: 'propagate-other-vpc',
        severity: 'error',
        subject: owner,
        message,
        related: [],
        aspect: { of: 'propagate' },
      });
      return [];
    }
    return link.announced.map((destination) => ({ cause: id, link, destination }));
  });
  return found.map(({ cause, link, destination }, index): Route => {
    const id = partId(owner, 'propagated', index + 1);
    causes.set(id, cause);
    return { id, destination, target: { kind: 'site-link', id: link.id }, origin: originOf(link) };
  });
}
