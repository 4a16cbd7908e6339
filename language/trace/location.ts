// Where a packet is between two steps, and how its path can end.

import type { ApiGateway } from '#language/network/api-gateway.ts';
import type { Peering, SiteLink, TransitAttachment, TransitGateway } from '#language/network/connectors.ts';
import type { SecurityGroup } from '#language/network/filters.ts';
import type { InternetGateway, RegionalNat } from '#language/network/gateways.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Listener, ListenerRule, LoadBalancer } from '#language/network/load-balancer.ts';
import type { Outside } from '#language/network/outside.ts';
import type { RouteTable } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Packet } from '#language/network/traffic.ts';
import { type Statement, unknownSentence } from '#language/network/unknown.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Owned } from './lookup.ts';
import type { Place } from './place.ts';

/** Where the packet is. This determines which component decides next. */
export type Location =
  /** About to leave an interface. */
  | { readonly kind: 'leaving'; readonly interface: Interface }
  /** At the router of a subnet, past the subnet's network ACL. */
  | { readonly kind: 'routing'; readonly subnet: Subnet }
  /** At an interface, before its filters. `crossing`: the packet enters the subnet. */
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
  /** In an external VPC, about to leave it. */
  | { readonly kind: 'external'; readonly vpc: Vpc }
  /** On the internet. */
  | { readonly kind: 'outside' }
  /** In the other VPC, out of the peering connection. */
  | { readonly kind: 'peered'; readonly vpc: Vpc; readonly peering: Peering }
  /** In a transit gateway, entered by the attachment. `az` is the sender's Availability Zone, if it is known. */
  | {
      readonly kind: 'transit';
      readonly gateway: TransitGateway;
      readonly attachment: TransitAttachment;
      readonly az: string | undefined;
    }
  /** In a subnet of an attachment, out of the transit gateway. */
  | { readonly kind: 'attached'; readonly subnet: Subnet }
  /** At a regional NAT gateway: `from` is the client's subnet; without it the packet comes from the internet. */
  | { readonly kind: 'regional-nat'; readonly nat: RegionalNat; readonly from: Router | undefined }
  /** At a site with these VPN connections and Direct Connect links, about to enter AWS. A reply has come by one of them. */
  | { readonly kind: 'site'; readonly lines: readonly SiteLink[]; readonly cameBy?: SiteLink }
  /** In a network behind an instance, about to reach the instance. A reply leaves it by the interface of the request. */
  | { readonly kind: 'behind'; readonly network: Outside; readonly interface?: Interface }
  /** At a service behind a gateway endpoint, about to reply. */
  | { readonly kind: 'service'; readonly endpoint: VpcEndpoint };

/** Whatever looks up routes: a subnet's router, or a gateway with its own route table. */
export interface Router {
  readonly place: Place;
  readonly vpc: Vpc;
  readonly table: RouteTable;
  /** The subnet that the packet leaves. */
  readonly subnet?: Subnet;
}

/** Packets that a network load balancer forwards count as its security groups' packets, not as those of their source address. */
export interface CarriedGroups {
  readonly groups: readonly SecurityGroup[];
}

/** How the path in one direction ends. */
export type End =
  | { readonly kind: 'arrived'; readonly packet: Packet; readonly interface: Interface }
  /** `answerFrom`: where the reply starts. */
  | { readonly kind: 'arrived-outside'; readonly packet: Packet; readonly outside: Outside; readonly answerFrom: Location }
  | { readonly kind: 'resolved'; readonly packet: Packet; readonly vpc: Vpc; readonly interface: Interface }
  | {
      readonly kind: 'balanced';
      readonly packet: Packet;
      readonly interface: Interface;
      readonly balancer: LoadBalancer;
      readonly listener: Listener;
      /** Its rules for packets of this client: which of them applies, the request decides. */
      readonly rules: readonly ListenerRule[];
    }
  | { readonly kind: 'called'; readonly packet: Packet; readonly api: ApiGateway }
  | { readonly kind: 'lost' }
  /** `ownedIn`: in this VPC, by a resource of which the text does not know the addresses, or by nobody. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly ownedIn?: Vpc };

/** On to the next location with the packet as it is now, or the end. */
export type Outcome =
  | { readonly kind: 'move'; readonly packet: Packet; readonly to: Location }
  | { readonly kind: 'end'; readonly end: End };

/** The end of a packet that was dropped. */
export const LOST: Extract<Outcome, { kind: 'end' }> = { kind: 'end', end: { kind: 'lost' } };

/** The packet goes on to a location. */
export function move(packet: Packet, to: Location): Outcome {
  return { kind: 'move', packet, to };
}

/** Where the packet goes from here is unknown. */
export function unknownEnd(why: Statement): Outcome {
  return end({ kind: 'unknown', reason: unknownSentence(why) });
}

/** The packet's path ends here. */
export function end(value: End): Outcome {
  return { kind: 'end', end: value };
}
