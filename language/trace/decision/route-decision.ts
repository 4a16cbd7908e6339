// Decisions about where a packet goes next: route tables, peering connections, transit gateways, and connections to other sites.
import type { Address } from '#language/network/address.ts';
import type {
  Peering,
  SiteLink,
  TransitAttachment,
  TransitGateway,
  TransitRoute,
  TransitRouteTable,
} from '#language/network/connectors.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Route, RouteTable } from '#language/network/route-table.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Decided } from './base.ts';

/** Any decision about the next hop. */
export type RouteDecision =
  | ChosenRouteDecision
  | ExternalVpcDecision
  | NoRouteDecision
  | BrokenRouteDecision
  | LocalRouteDecision
  | RoutingLoopDecision
  | PeeringDecision
  | TransitRouteDecision
  | TransitGatewayDecision
  | SiteLinkDecision
  | VirtualPrivateGatewayDecision
  | NetworkBehindDecision;

/** The route with the longest prefix. */
export interface ChosenRouteDecision extends Decided {
  readonly kind: 'route';
  readonly table: RouteTable;
  readonly route: Route;
  readonly destination: Address;
}

/** An external VPC that sends a packet: nothing else is known of it. `unconnected`: nothing connects it with the destination. */
export type ExternalVpcDecision = Decided & { readonly kind: 'external-vpc'; readonly vpc: Vpc } & (
    | { readonly result: 'sends' }
    | { readonly result: 'unconnected'; readonly destination: Address }
  );

/** No route of the table matches. */
export interface NoRouteDecision extends Decided {
  readonly kind: 'no-route';
  readonly table: RouteTable;
  /** The subnet or gateway whose table it is. */
  readonly at: EntityId;
  readonly destination: Address;
}

/** The selected route has no valid target. */
export interface BrokenRouteDecision extends Decided {
  readonly kind: 'broken-route';
  readonly route: Route;
  /**
   * `no-target`: its target does not exist or belongs to another VPC. `own-subnet`: its target is in the subnet that it serves.
   * `blackhole`: the file says that it drops packets.
   */
  readonly result: 'no-target' | 'own-subnet' | 'blackhole';
}

/** The local route matches, and nothing in the VPC has the address. */
export interface LocalRouteDecision extends Decided {
  readonly kind: 'local-route';
  readonly vpc: Vpc;
  readonly destination: Address;
}

/** The packet comes back to where it was. */
export interface RoutingLoopDecision extends Decided {
  readonly kind: 'routing-loop';
  /** The routes of the loop, in the order in which the packet takes them. */
  readonly routes: readonly (Route | TransitRoute)[];
  /** For each of them: where it is looked up. */
  readonly at: readonly EntityId[];
  /** For each of them: the resource to which it leads. */
  readonly next: readonly EntityId[];
}

/** A VPC peering connection. */
export interface PeeringDecision extends Decided {
  readonly kind: 'peering';
  readonly peering: Peering;
  /** The VPC at the other side. */
  readonly vpc: Vpc;
  /** `crossed`: it carries the packet. `outside-vpc`: the destination is not in the other VPC's blocks. `no-owner`: nothing there has it. */
  readonly result: 'crossed' | 'outside-vpc' | 'no-owner';
  readonly destination: Address;
}

/** The route of a transit gateway's table that is chosen. */
export interface TransitRouteDecision extends Decided {
  readonly kind: 'transit-route';
  readonly gateway: TransitGateway;
  readonly table: TransitRouteTable;
  readonly route: TransitRoute;
  readonly attachment: TransitAttachment;
  readonly destination: Address;
}

/** A transit gateway that drops a packet. */
export type TransitGatewayDecision = Decided & { readonly kind: 'transit-gateway'; readonly gateway: TransitGateway } & (
    | {
        readonly result: 'no-attachment-in-az';
        readonly attachment: TransitAttachment;
        readonly vpc: Vpc;
        /** The sender's Availability Zone, if it is known. */
        readonly az?: string | undefined;
      }
    | { readonly result: 'no-association' | 'attachment-leads-nowhere'; readonly attachment: TransitAttachment }
    | { readonly result: 'no-route'; readonly table: TransitRouteTable; readonly destination: Address }
    | { readonly result: 'blackhole'; readonly table: TransitRouteTable; readonly route: TransitRoute }
  );

/** A VPN connection or Direct Connect link. */
export type SiteLinkDecision = Decided & { readonly kind: 'site-link'; readonly link: SiteLink } & (
    | { readonly result: 'to-site'; readonly outside: Outside }
    | { readonly result: 'to-transit-gateway'; readonly gateway: TransitGateway }
    /** By the virtual private gateway of the VPC. */
    | { readonly result: 'to-vpc'; readonly vpc?: Vpc | undefined }
    /** The other end announces no block that contains the address. */
    | { readonly result: 'no-owner'; readonly destination: Address }
    | { readonly result: 'not-in-vpc'; readonly vpc?: Vpc | undefined; readonly destination: Address }
  );

/** A virtual private gateway that drops a packet, because its source is not an address of the VPC. */
export interface VirtualPrivateGatewayDecision extends Decided {
  readonly kind: 'virtual-private-gateway';
  readonly vpc: Vpc;
  readonly source: Address;
}

/** An instance, with a network behind it. */
export interface NetworkBehindDecision extends Decided {
  readonly kind: 'network-behind';
  readonly network: Outside;
  readonly instance: EntityId;
  /** Whether the instance forwards the packet to the network or from it. `no-instance`: the instance is gone, or cannot forward. */
  readonly result: 'to-network' | 'from-network' | 'no-instance';
}
