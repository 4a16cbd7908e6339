// Where a packet is between two steps, and how its way can end.

import type { ApiGateway } from '#language/network/api-gateway.ts';
import type { Peering, SiteLink, TransitAttachment, TransitGateway } from '#language/network/connectors.ts';
import type { InternetGateway, RegionalNat } from '#language/network/gateways.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Listener, LoadBalancer } from '#language/network/load-balancer.ts';
import type { Outside } from '#language/network/outside.ts';
import type { RouteTable } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Owned } from './lookup.ts';
import type { Place } from './place.ts';

/** The next resource to look at. */
export type Location =
  /** About to leave an interface. */
  | { readonly kind: 'leaving'; readonly interface: Interface }
  /** At the router of a subnet, past the subnet's outbound list. */
  | { readonly kind: 'routing'; readonly subnet: Subnet }
  /** In front of an interface. `crossing`: the packet comes from another subnet or from outside. */
  | {
      readonly kind: 'arriving';
      readonly interface: Interface;
      readonly crossing: boolean;
      readonly carriedGroups?: CarriedGroups;
    }
  /** Past all filters of an interface. */
  | { readonly kind: 'host'; readonly interface: Interface }
  | { readonly kind: 'gateway-out'; readonly gateway: InternetGateway }
  | { readonly kind: 'gateway-in'; readonly owned: Owned }
  /** Between all gateways: the internet. */
  | { readonly kind: 'outside' }
  /** At the edge of a VPC, out of the peering connection. */
  | { readonly kind: 'peered'; readonly vpc: Vpc; readonly peering: Peering }
  /** In a transit gateway, come in by the attachment; `zone` is the sender's, as far as it is known. */
  | {
      readonly kind: 'transit';
      readonly gateway: TransitGateway;
      readonly attachment: TransitAttachment;
      readonly zone: string | undefined;
    }
  /** In a subnet that a transit gateway is attached to, come out of it. */
  | { readonly kind: 'attached'; readonly subnet: Subnet }
  /** At a regional NAT gateway: `from` is the client's subnet; without it the packet comes from the internet. */
  | { readonly kind: 'regional-nat'; readonly nat: RegionalNat; readonly from: Router | undefined }
  /** At the far end of a line to another site, about to come in. */
  | { readonly kind: 'site'; readonly link: SiteLink }
  /** At a service behind a gateway endpoint, about to answer. */
  | { readonly kind: 'service'; readonly endpoint: VpcEndpoint };

/** Whatever looks routes up: a subnet's router, a gateway with a table of its own. */
export interface Router {
  readonly place: Place;
  readonly vpc: Vpc;
  readonly table: RouteTable;
  /** The subnet that the packet leaves. */
  readonly subnet?: Subnet;
}

/** Packets that a network load balancer forwards carry its groups, not those of the address they come from. */
export interface CarriedGroups {
  readonly groups: readonly EntityId[];
}

/** How a leg ends. */
export type End =
  | { readonly kind: 'arrived'; readonly packet: Packet; readonly interface: Interface }
  /** `answerFrom`: where the answer sets out. */
  | { readonly kind: 'arrived-outside'; readonly packet: Packet; readonly outside: Outside; readonly answerFrom: Location }
  | { readonly kind: 'resolved'; readonly packet: Packet; readonly vpc: Vpc; readonly interface: Interface }
  | {
      readonly kind: 'balanced';
      readonly packet: Packet;
      readonly interface: Interface;
      readonly balancer: LoadBalancer;
      readonly listener: Listener;
    }
  | { readonly kind: 'called'; readonly packet: Packet; readonly api: ApiGateway }
  | { readonly kind: 'lost' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** On to the next location with the packet as it is now, or the end. */
export type Outcome =
  | { readonly kind: 'move'; readonly packet: Packet; readonly to: Location }
  | { readonly kind: 'end'; readonly end: End };

/** The end of a packet that was dropped. */
export const LOST: Outcome = { kind: 'end', end: { kind: 'lost' } };

/** The packet goes on to a location. */
export function move(packet: Packet, to: Location): Outcome {
  return { kind: 'move', packet, to };
}

/** The packet's path ends here. */
export function end(value: End): Outcome {
  return { kind: 'end', end: value };
}
