// Decisions between networks: internet and NAT gateways, VPC endpoints, appliances, and every translation of addresses.
import type { Address } from '#language/network/address.ts';
import type { Authorization, ClientVpn } from '#language/network/client-vpn.ts';
import type { ResolverEndpoint } from '#language/network/dns.ts';
import type { InternetGateway, NatGateway, RegionalNat } from '#language/network/gateways.ts';
import type { EntityId } from '#language/network/id.ts';
import type { LoadBalancer, Target, TargetGroup } from '#language/network/load-balancer.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Route } from '#language/network/route-table.ts';
import type { Packet, Port, Protocol } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { KubernetesService, Workload } from '#language/network/workload.ts';
import type { Place } from '#language/trace/place.ts';
import type { Decided } from './base.ts';

/** Any decision of a gateway, an endpoint, an appliance or a translating host. */
export type GatewayDecision =
  | TranslationDecision
  | InternetGatewayDecision
  | NoInternetGatewayDecision
  | NatDecision
  | GatewayEndpointDecision
  | EndpointDecision
  | ClientVpnDecision
  | ResolverEndpointDecision
  | InspectionDecision
  | EncapsulationDecision
  | UnroutableDecision;

/** A component that translates for clients that open connections. */
export type Nat = NatGateway | RegionalNat | Workload;

/** Addresses or ports of a packet are translated. */
export type TranslationDecision = Decided & {
  readonly kind: 'translation';
  readonly before: Packet;
  readonly after: Packet;
} & Translator;

/**
 * What translates. `public-address`: an internet gateway, one to one. `nat`: a NAT gateway or instance. `vpc-cni`: a node, for its pods.
 * `node-port`: a node, for a Kubernetes service. `load-balancer`: a network load balancer.
 */
export type Translator =
  | { readonly method: 'public-address'; readonly translator: InternetGateway }
  /** `reply`: the entry of its connection table translates the reply back. */
  | { readonly method: 'nat'; readonly translator: Nat; readonly reply: boolean }
  | { readonly method: 'vpc-cni'; readonly translator: Workload; readonly reply: boolean }
  | {
      readonly method: 'node-port';
      readonly translator: Workload;
      readonly reply: false;
      readonly service: KubernetesService;
      readonly clientAddressKept: boolean;
    }
  | { readonly method: 'node-port'; readonly translator: Workload; readonly reply: true }
  | {
      readonly method: 'load-balancer';
      readonly translator: LoadBalancer;
      readonly reply: false;
      readonly group: TargetGroup;
      readonly target: Target;
      readonly clientAddressKept: boolean;
    }
  | { readonly method: 'load-balancer'; readonly translator: LoadBalancer; readonly reply: true };

/** The documents that make addresses private: RFC 1918 and RFC 6598. */
export type PrivateRange = 'RFC1918' | 'RFC6598';

/** An internet gateway that forwards a packet unchanged, or drops it. */
export type InternetGatewayDecision = Decided & { readonly kind: 'internet-gateway'; readonly gateway: InternetGateway } & (
    | {
        /** `untranslated`: IPv6. `reply`: to a connection opened from the VPC, at an egress-only internet gateway. */
        readonly result: 'untranslated' | 'reply' | 'ipv6-only' | 'unsolicited';
      }
    | { readonly result: 'public-already' | 'no-public-address'; readonly source: Address }
    | {
        readonly result: 'private-destination';
        readonly destination: Address;
        readonly range: PrivateRange;
        /** The route that leads the packet here, and where it is looked up. */
        readonly route?: Route;
        readonly at?: EntityId;
      }
    | { readonly result: 'private-source'; readonly source: Address; readonly range: PrivateRange }
    | { readonly result: 'internal-load-balancer'; readonly balancer: LoadBalancer }
  );

/** A VPC without an internet gateway receives nothing from the internet. */
export interface NoInternetGatewayDecision extends Decided {
  readonly kind: 'no-internet-gateway';
  readonly vpc: Vpc;
  readonly destination: Address;
}

/** A NAT gateway or NAT instance that drops a packet. */
export type NatDecision = Decided & { readonly kind: 'nat'; readonly nat: Nat } & (
    | { readonly result: 'no-entry' | 'entry-expired'; readonly source: Address; readonly sourcePort?: Port | undefined }
    | { readonly result: 'unsupported-protocol'; readonly protocol: Protocol }
    | { readonly result: 'no-address' }
    | { readonly result: 'no-address-in-az'; readonly az: string }
  );

/** A gateway endpoint of S3 or DynamoDB. */
export type GatewayEndpointDecision = Decided & { readonly kind: 'gateway-endpoint'; readonly endpoint: VpcEndpoint } & (
    | { readonly result: 'forwarded' | 'source-not-in-vpc'; readonly source: Address }
    | { readonly result: 'reply' | 'unsupported-protocol' }
  );

/** A VPC endpoint with interfaces that drops a packet. */
export type EndpointDecision = Decided & { readonly kind: 'endpoint'; readonly endpoint: VpcEndpoint } & (
    | EndpointRefusal
    /** The load balancer behind it has no node in the zone of the interface. */
    | { readonly result: 'zone-not-offered'; readonly az?: string | undefined; readonly balancer: LoadBalancer }
  );

interface EndpointRefusal {
  /**
   * `opens-none`: it never opens connections. `no-route-target`: no route can lead to an endpoint of this type. `port`: the service does not
   * listen on this port; `load-balancer-port`: nor does the load balancer behind it. `takes-none`: it accepts no connections.
   */
  readonly result: 'opens-none' | 'no-route-target' | 'port' | 'load-balancer-port' | 'takes-none';
}

/** A Client VPN endpoint sends a packet of a client, or drops one. */
export type ClientVpnDecision = Decided & { readonly kind: 'client-vpn'; readonly vpn: ClientVpn } & (
    | { readonly result: 'authorized'; readonly rule: Authorization }
    /** Only clients in these groups may send the packet. */
    | { readonly result: 'groups'; readonly rule: Authorization; readonly groups: readonly string[] }
    | { readonly result: 'not-authorized'; readonly destination: Address }
    /** `subnet`: the associated subnet in which the client is connected. */
    | { readonly result: 'no-route'; readonly subnet: EntityId; readonly destination: Address }
    /** `source`: the address of the interface, in place of the client's. */
    | { readonly result: 'translated'; readonly source: Address }
    /** Nobody opens connections to clients. */
    | { readonly result: 'takes-none' }
  );

/** A resolver endpoint drops a packet: it opens no connections (inbound), accepts none (outbound), or the packet is no DNS query. */
export interface ResolverEndpointDecision extends Decided {
  readonly kind: 'resolver-endpoint';
  readonly endpoint: ResolverEndpoint;
  readonly result: 'opens-none' | 'takes-none' | 'port';
}

/** An appliance: an instance that forwards packets of other hosts, or what is behind a Gateway Load Balancer endpoint. */
export interface InspectionDecision extends Decided {
  readonly kind: 'inspection';
  readonly appliance: Workload | VpcEndpoint;
  /** `forwarded`: assumed. `no-state`: it has not seen the request. */
  readonly result: 'forwarded' | 'no-state';
}

/** A Gateway Load Balancer carries a packet in GENEVE to one of its appliances, which sends it back, or knows no appliance. */
export type EncapsulationDecision = Decided & {
  readonly kind: 'encapsulation';
  readonly balancer: LoadBalancer;
} /** `received`: an endpoint takes the packet to a node. */ & (
    | { readonly result: 'received' }
    | { readonly result: 'no-appliance' }
    /** It is unknown whether the packet comes back from an appliance. */
    | { readonly result: 'unknown'; readonly why: string }
    /** `sent`: by the load balancer. `returned`: by the appliance, which is assumed. */
    | { readonly result: 'sent' | 'returned'; readonly target: Target; readonly node: Address; readonly appliance: Address }
  );

/** The internet carries no packets from or to the address. */
export interface UnroutableDecision extends Decided {
  readonly kind: 'unroutable';
  readonly internet: Place;
  /** `private`: the internet has no routes for such addresses. `unused`: the address is this account's, and no resource has it. */
  readonly result: 'private' | 'unused';
  readonly side: 'source' | 'destination';
  readonly address: Address;
  /** The private network or host that sends, if the file does not say how it is connected. */
  readonly sender?: Outside;
}
