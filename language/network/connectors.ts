// What connects networks: peering, transit gateways, VPN and Direct Connect.
import { formatPrefix, type Prefix } from './address.ts';
import type { EntityId } from './id.ts';
import type { Labelled, Named } from './named.ts';
import type { Outside } from './outside.ts';
import type { RouteOrigin } from './route-table.ts';
import type { Subnet } from './subnet.ts';
import type { Statement, Unknown } from './unknown.ts';
import type { Vpc } from './vpc.ts';

/** A VPC peering connection, active. Source: VPC Peering Guide, "How VPC peering connections work". */
export interface Peering extends Named {
  readonly kind: 'peering';
  /** Two, unless the text names fewer or more. */
  readonly vpcs: readonly Vpc[];
}

/** Source: AWS Transit Gateway Guide, "How AWS Transit Gateway works". */
export interface TransitGateway extends Named {
  readonly kind: 'transit-gateway';
  readonly region?: string;
  /** Whether security groups of one attached VPC may be named in inbound rules of another. Off by default. */
  readonly securityGroupReferences: boolean;
  readonly attachments: readonly TransitAttachment[];
  readonly routeTables: readonly TransitRouteTable[];
}

/**
 * One resource that is attached to a transit gateway. Source: Amazon VPC Transit Gateways guide, "Transit gateway attachments".
 */
export interface TransitAttachment {
  readonly id: EntityId;
  /** The VPC, the site link or the other transit gateway that is attached. */
  readonly resource: EntityId;
  readonly type: 'vpc' | 'site-link' | 'transit-gateway';
  /** Of a VPC: one subnet in each Availability Zone. The gateway has an interface there. */
  readonly subnets: readonly Subnet[];
  /** Whether it may have further subnets. */
  readonly unknownSubnets?: Unknown;
  /** The table that routes packets from this attachment. */
  readonly association?: EntityId;
  readonly applianceMode: boolean;
}

/** Static routes and those that attachments propagate, in the order of the text, static ones first. */
export interface TransitRouteTable extends Named {
  /** True for the table that AWS creates. Attachments use it unless the text names another one. */
  readonly isDefault: boolean;
  readonly routes: readonly TransitRoute[];
  /** Routes that it may have, too. */
  readonly uncertain?: readonly UncertainTransitRoute[];
}

/** A route that the table has, or may have, to any block: of a prefix list, a network or a VPC that the text knows in part. */
export type UncertainTransitRoute = Statement & Pick<TransitRoute, 'id' | 'target' | 'origin'>;

/** One route of a transit gateway route table. Source: Amazon VPC Transit Gateways guide, "Route evaluation order". */
export interface TransitRoute extends Labelled {
  readonly id: EntityId;
  readonly destination: Prefix;
  /** The attachment, or `blackhole`, or a target that is not known. */
  readonly target:
    | { readonly kind: 'attachment'; readonly attachment: EntityId }
    | { readonly kind: 'blackhole' }
    | { readonly kind: 'unknown'; readonly unknown: Unknown };
  /** In order of priority, the highest first. */
  readonly origin: 'static' | 'prefix-list' | 'vpc' | 'direct-connect' | 'vpn';
}

/**
 * A connection between AWS and another network. It ends at the virtual private gateway of a VPC, or a transit gateway attaches it.
 * Source: Site-to-Site VPN Guide; Direct Connect Guide.
 */
export interface SiteLink extends Named {
  readonly kind: 'vpn' | 'direct-connect';
  readonly vpc?: Vpc;
  /** What is at the other end: whose hosts send and receive here. */
  readonly remotes: readonly Outside[];
  /** The blocks that the other end announces, which may be more than what is there. Routes and propagation use them. */
  readonly announced: readonly Prefix[];
  /** Why it may announce further blocks. */
  readonly mayAnnounce?: Statement;
  readonly routing: 'static' | 'bgp';
}

/** What the other end announces, if that is not the blocks of its networks; else nothing. */
export function otherAnnouncements({ remotes, announced }: SiteLink): readonly Prefix[] {
  const there = remotes.flatMap(({ prefixes }) => prefixes);
  return announced.map(formatPrefix).join() === there.map(formatPrefix).join() ? [] : announced;
}

/** The VPC at the other side of a peering connection; `undefined` if `near` is no side of it. */
export function farSide({ vpcs }: Peering, near: Vpc): Vpc | undefined {
  return vpcs.includes(near) ? vpcs.find((vpc) => vpc !== near) : undefined;
}

/** The attachment of a resource, if the transit gateway has one. */
export function attachmentOf({ attachments }: TransitGateway, resource: EntityId): TransitAttachment | undefined {
  return attachments.find((one) => one.resource === resource);
}

/** The table that decides about packets that come from an attachment. */
export function tableOf({ routeTables }: TransitGateway, { association }: TransitAttachment): TransitRouteTable | undefined {
  return routeTables.find(({ id }) => id === association);
}

/** The priority of the routes that a site link announces to a VPC. Source: Amazon VPC User Guide, "How route priority works". */
export function originOf({ kind, routing }: Pick<SiteLink, 'kind' | 'routing'>): RouteOrigin {
  if (kind === 'direct-connect') return 'direct-connect';
  return routing === 'static' ? 'vpn-static' : 'vpn-bgp';
}
