// Route tables: where packets go next.
import type { Prefix } from './address.ts';
import type { EntityId } from './id.ts';
import type { Named } from './named.ts';
import type { Vpc } from './vpc.ts';

/** The routes in force for a subnet; the local routes come first. */
export interface RouteTable extends Named {
  readonly kind: 'route-table';
  readonly vpc: Vpc;
  readonly routes: readonly Route[];
}

/** One route, for one destination block. A line that names a prefix list is a route for each of its blocks. */
export interface Route {
  readonly id: EntityId;
  readonly destination: Prefix;
  readonly target: RouteTarget;
  readonly origin: RouteOrigin;
}

/**
 * Where a route comes from, the stronger first: of two equally long ones the stronger wins. A local route whose target the text
 * replaced is still `local`. Source: Amazon VPC User Guide, "How route priority works".
 */
export type RouteOrigin = 'local' | 'static' | 'prefix-list' | 'direct-connect' | 'vpn-static' | 'vpn-bgp';

/**
 * `missing`: the text names a target that does not exist or cannot be one; AWS would call the route a blackhole.
 * `id` is the resource that it names, where there is such a resource. `appliance`: an instance that passes on packets of others.
 */
export type RouteTarget =
  | { readonly kind: 'local' }
  | { readonly kind: RouteTargetKind; readonly id: EntityId }
  | { readonly kind: 'missing'; readonly text: string; readonly id?: EntityId };

/** What a route may lead to. Source: VPC User Guide, "Example routing options". */
export type RouteTargetKind =
  | 'igw'
  | 'egress-igw'
  | 'nat'
  | 'regional-nat'
  | 'nat-instance'
  | 'appliance'
  | 'peering'
  | 'transit-gateway'
  | 'site-link'
  | 'endpoint';
