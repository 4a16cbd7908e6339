// Route tables: where packets go next.
import { formatPrefix, type Prefix } from './address.ts';
import { type EntityId, entityId, ownerOf, partId } from './id.ts';
import type { Labelled, Named } from './named.ts';
import type { Statement, Unknown } from './unknown.ts';
import type { Vpc } from './vpc.ts';

/** The routes in force for a subnet; the local routes come first. */
export interface RouteTable extends Named {
  readonly kind: 'route-table';
  readonly vpc: Vpc;
  readonly routes: readonly Route[];
  /** Routes that it may have, too. */
  readonly uncertain?: readonly UncertainRoute[];
}

/** Whether the text declares the table by a name. The routes of other tables are lines of a subnet or gateway, or AWS creates the table. */
export function hasName({ id }: RouteTable): boolean {
  return ownerOf(id) === id;
}

/** One route, for one destination block. A line that names a prefix list is a route for each of its blocks. */
export interface Route extends Labelled {
  readonly id: EntityId;
  readonly destination: Prefix;
  readonly target: RouteTarget;
  readonly origin: RouteOrigin;
}

/**
 * A route that the table has, or may have. Without a destination, it may be for any block: of a prefix list, a network or a VPC that the text
 * knows in part.
 */
export interface UncertainRoute extends Statement {
  readonly id: EntityId;
  readonly destination?: Prefix;
  readonly target: RouteTarget;
  readonly origin: RouteOrigin;
}

/**
 * Where a route comes from, the stronger first: of two equally long ones the stronger wins. A local route whose target the text
 * replaced is still `local`. Source: Amazon VPC User Guide, "How route priority works".
 */
export type RouteOrigin = 'local' | 'static' | 'prefix-list' | 'direct-connect' | 'vpn-static' | 'vpn-bgp';

/**
 * `blackhole`: the text says that the route drops packets, as AWS does where the target was deleted. `missing`: the text names a target
 * that does not exist or cannot be one; AWS would call the route a blackhole. `unknown`: the route has a target, which is not known.
 * `id` is the resource that it names, where there is such a resource. `appliance`: an instance that forwards packets of other hosts.
 */
export type RouteTarget =
  | { readonly kind: 'local' }
  | { readonly kind: 'blackhole' }
  | { readonly kind: 'unknown'; readonly unknown: Unknown }
  | { readonly kind: RouteTargetKind; readonly id: EntityId }
  | { readonly kind: 'missing'; readonly text: string; readonly id?: EntityId };

/** What a route target does with the packets of a subnet. Source: Amazon VPC User Guide, "Example routing options". */
export type TargetDuty =
  /** Gives them its own address. */
  | 'translate'
  /** Looks at them and sends them on unchanged. */
  | 'inspect'
  /** Takes them to the internet. */
  | 'leave'
  /** Takes them to another network. */
  | 'connect';

/**
 * Every kind of route target. `inGatewayTables`: the route table of an internet gateway may name it, too.
 * Source: Amazon VPC User Guide, "Gateway route tables".
 */
export const ROUTE_TARGETS = {
  igw: { duty: 'leave', inGatewayTables: false },
  'egress-igw': { duty: 'leave', inGatewayTables: false },
  nat: { duty: 'translate', inGatewayTables: false },
  'regional-nat': { duty: 'translate', inGatewayTables: false },
  'nat-instance': { duty: 'translate', inGatewayTables: true },
  appliance: { duty: 'inspect', inGatewayTables: true },
  peering: { duty: 'connect', inGatewayTables: false },
  'transit-gateway': { duty: 'connect', inGatewayTables: false },
  'site-link': { duty: 'connect', inGatewayTables: false },
  endpoint: { duty: 'inspect', inGatewayTables: true },
} as const satisfies Readonly<Record<string, { readonly duty: TargetDuty; readonly inGatewayTables: boolean }>>;

/** What a route may lead to. */
export type RouteTargetKind = keyof typeof ROUTE_TARGETS;

/** A target that is a resource. */
export type LinkedTarget = Extract<RouteTarget, { readonly kind: RouteTargetKind }>;

/** Whether the target is a resource that can be one. */
export function isLinked(target: RouteTarget): target is LinkedTarget {
  return target.kind in ROUTE_TARGETS;
}

/** Whether the target is a resource with one of these duties. */
export function targetDoes(target: RouteTarget, ...duties: readonly TargetDuty[]): target is LinkedTarget {
  return isLinked(target) && duties.includes(ROUTE_TARGETS[target.kind].duty);
}

/** The resource that a route names as its target, even if it cannot be one; `undefined` for local routes, blackholes, and targets that are unknown. */
export function targetId({ target }: Pick<Route, 'target'>): EntityId | undefined {
  return 'id' in target ? target.id : undefined;
}

/** Whether the route leads to the resource. A route whose target cannot be one leads nowhere. */
export function leadsTo({ target }: Pick<Route, 'target'>, id: EntityId): boolean {
  return isLinked(target) && target.id === id;
}

/** The role of the routes that a line with a prefix list has beyond the first. */
const FURTHER = 'prefix';

/** The id of a further route of one line, for the block of that number. The route for block 1 has the id of the line. */
export function furtherRouteId(line: EntityId, number: number): EntityId {
  return partId(line, FURTHER, number);
}

/** The id of the line that states a route: all routes of a line with a prefix list have the same. */
export function lineOf(route: EntityId): EntityId {
  return entityId(route.split(`#${FURTHER}-`)[0] ?? route);
}

/** A route as the language writes it, `route 0.0.0.0/0 -> nat-a`, with the name that `nameOf` gives its target. */
export function formatRoute(
  { destination, target }: Pick<Route, 'destination' | 'target'>,
  nameOf: (id: EntityId) => string,
): string {
  return `route ${formatPrefix(destination)} -> ${targetText(target, nameOf)}`;
}

function targetText(target: RouteTarget, nameOf: (id: EntityId) => string): string {
  if (isLinked(target)) return nameOf(target.id);
  return target.kind === 'missing' ? target.text : target.kind;
}
