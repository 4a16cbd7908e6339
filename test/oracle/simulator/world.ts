// What the simulator remembers while a connection lives, where a packet may be, and how its way may end.
import { type Address, contains, sameAddress } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import type { Peering, SiteLink, TransitAttachment, TransitGateway } from '#language/network/connectors.ts';
import type { InternetGateway } from '#language/network/gateways.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface, InterfaceAddress } from '#language/network/interface.ts';
import type { Listener, LoadBalancer } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { PortRange } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Flight, Header } from './header.ts';

/**
 * What AWS chooses. `sender`: the interface of a function or of another resource in several subnets. `receiver`: what DNS returns for a
 * name. `link`: the interface of a VPC link. `node`: of a load balancer that AWS's own services call. `target`: of a load balancer node.
 * `pod`: of a service. `route`: of equal ones (2C.4). `request`: by the host and path that the client asks for; no packet shows it.
 */
export type Choosing = 'sender' | 'receiver' | 'link' | 'node' | 'target' | 'pod' | 'route' | 'request';

/** Choices of AWS. The same resource gives its choice the same name every time. */
export interface Choose {
  /** A port out of a range (6.4, 8.7, 10.4). */
  port(name: string, range: PortRange): number;
  /** One of several: all of them must work. */
  among<T>(kind: Choosing, name: string, options: readonly T[], idOf: (option: T) => string): T;
  /** One AZ of several where the documents say "any". */
  az<T>(name: string, options: readonly T[], idOf: (option: T) => string): T;
}

/** What is asked of: a network, and the addresses of its account that no resource has any more (1.17). */
export interface Setting {
  readonly network: Network;
  readonly held: readonly Address[];
}

/** What becomes of a connection. `intermittent`: AWS's choices or the source port decide, and some of them fail. */
export type Disposition = 'delivered' | 'intermittent' | 'unknown' | 'dropped';

/** Whether a target passes the health check of a node (8.8). */
export type Health = 'passes' | 'fails' | 'unknown';

/** A health check: from the private address of a node to an address and port of a target. */
export interface Check {
  readonly node: Interface;
  readonly destination: Address;
  readonly port: number;
}

/** An entry of a device that rewrites: what came in, what went out. */
export interface Entry {
  readonly keeper: string;
  readonly before: Header;
  readonly after: Header;
}

/** The state of one simulation. The lists grow while packets travel. */
export interface World {
  readonly network: Network;
  readonly held: readonly Address[];
  readonly choose: Choose;
  /** The state of a target as a node sees it. */
  readonly health: (check: Check) => Health;
  /** True for a health check: it ends at the target, whatever that would pass on. */
  readonly isCheck: boolean;
  /** True for what a Gateway Load Balancer and its appliances send each other: health checks and GENEVE. */
  readonly isOfGateway: boolean;
  /** What becomes of a packet that carries another one. Nobody replies to it. */
  readonly carry: (from: Interface, header: Header) => Exclude<Next, { kind: 'go' }>;
  /** Security group tracking: one entry for each interface and flow (0.5). */
  readonly tracked: { readonly iface: Interface; readonly header: Header }[];
  /** NAT, load balancer, node and gateway entries (0.5). */
  readonly entries: Entry[];
  /** Flows of NAT gateways over peerings: their answers need no route (6.16). */
  readonly returnToSender: { readonly header: Header; readonly peering: Peering; readonly vpc: Vpc }[];
  /** What stateful devices between two interfaces saw on the way there; `answered` once the answer came by (2D). */
  readonly inspected: { readonly device: string; readonly header: Header; answered: boolean }[];
  /** What firewalls made of requests: their stateless rules passed it, a stateful rule decided, or the default action did (12B). */
  readonly firewalled: { readonly iface: Interface; readonly header: Header; readonly by: 'stateless' | 'rule' | 'default' }[];
  /** Facts that are not confirmed and that this result depends on. */
  readonly assumed: Set<string>;
  /** Everything that the way there passed, in order; a part of it may occur twice. */
  readonly passed: EntityId[];
  /** Who took the first packet as addressed to it. */
  taker: Interface | undefined;
  direction: 'forward' | 'return';
  /** Seconds in which nothing was sent, up to now. */
  idleSeconds: number;
  steps: number;
}

/** Where a packet is between two steps. */
export type Place =
  | { readonly kind: 'leave'; readonly iface: Interface }
  | { readonly kind: 'route'; readonly subnet: Subnet; readonly from: Interface | undefined }
  | { readonly kind: 'arrive'; readonly iface: Interface; readonly crossing: boolean }
  | { readonly kind: 'host'; readonly iface: Interface }
  | { readonly kind: 'gateway-out'; readonly gateway: InternetGateway }
  | { readonly kind: 'gateway-in'; readonly owned: Owned }
  | { readonly kind: 'internet' }
  | { readonly kind: 'regional-nat'; readonly id: EntityId; readonly az: string | undefined }
  | {
      readonly kind: 'transit';
      readonly gateway: TransitGateway;
      readonly by: TransitAttachment;
      readonly az: string | undefined;
    }
  | { readonly kind: 'site'; readonly links: readonly SiteLink[] };

/** How the way there ends. */
export type End = { readonly header: Header } & (
  | { readonly kind: 'interface'; readonly iface: Interface }
  | { readonly kind: 'resolver'; readonly vpc: Vpc; readonly iface: Interface }
  | { readonly kind: 'balancer'; readonly node: Interface; readonly balancer: LoadBalancer; readonly listener: Listener }
  | { readonly kind: 'api'; readonly api: ApiGateway }
  | { readonly kind: 'private-service'; readonly iface: Interface; readonly endpoint: VpcEndpoint }
  /** `link`: the line by which the packet came; `through`: the interface of the machine before it. The answer takes them, too. */
  | { readonly kind: 'outside'; readonly id: EntityId; readonly link?: SiteLink; readonly through?: Interface }
  /** Behind a gateway endpoint: the answer comes back by it. */
  | { readonly kind: 'gateway-service'; readonly id: EntityId; readonly endpoint: VpcEndpoint; readonly iface: Interface }
);

/** What one step makes of a packet. */
export type Next =
  | { readonly kind: 'go'; readonly to: Place; readonly flight: Flight }
  | { readonly kind: 'end'; readonly end: End }
  | { readonly kind: 'dropped'; readonly at: EntityId; readonly code: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** An interface, and the one of its addresses that is meant. */
export interface Owned {
  readonly iface: Interface;
  readonly address: InterfaceAddress;
}

/** Notes what the packet passes on the way there. */
export function passing(world: World, ...parts: readonly EntityId[]): void {
  if (world.direction === 'forward') world.passed.push(...parts);
}

/** The packet travels on. */
export function go(to: Place, flight: Flight): Next {
  return { kind: 'go', to, flight };
}

/** The packet is dropped, with the code of the reason. */
export function dropped(at: EntityId, code: string): Extract<Next, { kind: 'dropped' }> {
  return { kind: 'dropped', at, code };
}

/** The packet has arrived. */
export function finish(end: End): Next {
  return { kind: 'end', end };
}

/** The interface in this VPC with this private (or IPv6) address. */
export function privateOwner({ network }: Pick<World, 'network'>, vpc: Vpc, address: Address): Owned | undefined {
  for (const iface of network.interfaces) {
    if (iface.subnet.vpc !== vpc) continue;
    for (const own of iface.addresses) if (sameAddress(own.private, address)) return { iface, address: own };
  }
  return undefined;
}

/** The interface that the internet knows by this address. */
export function publicOwner({ network }: Pick<World, 'network'>, address: Address): Owned | undefined {
  for (const iface of network.interfaces) {
    for (const own of iface.addresses) {
      if (own.public !== undefined && sameAddress(own.public, address)) return { iface, address: own };
      if (address.family === 6 && sameAddress(own.private, address)) return { iface, address: own };
    }
  }
  return undefined;
}

/** Whether the address is one of the interface's own inside the VPC. */
export function owns(iface: Interface, address: Address): boolean {
  return iface.addresses.some((own) => sameAddress(own.private, address));
}

/** Whether the address is in a CIDR block of the VPC. */
export function inVpc(vpc: Vpc, address: Address): boolean {
  return vpc.prefixes.some((prefix) => contains(prefix, address));
}

/** Whether both VPCs are in one Region, as far as the file says. */
export function sameRegion(a: Vpc, b: Vpc): boolean {
  return a.region === b.region;
}
