// The network model: what a file means, with every default made explicit. Readonly data, nothing of the syntax tree.
import type { Address, Prefix } from './address.ts';
import type { EntityId } from './id.ts';
import type { Protocol, Traffic } from './traffic.ts';

/** Everything in a file and the files that it imports. Lists are in the order of the text. */
export interface Network {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly gateways: readonly InternetGateway[];
  readonly natGateways: readonly NatGateway[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly networkAcls: readonly NetworkAcl[];
  readonly workloads: readonly Workload[];
  readonly loadBalancers: readonly LoadBalancer[];
  readonly targetGroups: readonly TargetGroup[];
  readonly apiGateways: readonly ApiGateway[];
  /** `internet` first, then hosts and networks. */
  readonly outside: readonly Outside[];
  readonly flows: readonly Flow[];
  readonly expectations: readonly Expectation[];
  readonly views: readonly View[];
  /** All network interfaces of all things above. */
  readonly interfaces: readonly Interface[];
  readonly byId: ReadonlyMap<EntityId, Entity>;
}

interface Named {
  readonly id: EntityId;
  readonly name: string;
  /** The text in quotes, shown in pictures in place of the name. */
  readonly label?: string;
}

export type Entity =
  | Vpc
  | Subnet
  | RouteTable
  | InternetGateway
  | NatGateway
  | SecurityGroup
  | NetworkAcl
  | Workload
  | LoadBalancer
  | TargetGroup
  | ApiGateway
  | Outside
  | Flow
  | View;

export type EntityKind = Entity['kind'];

export interface Vpc extends Named {
  readonly kind: 'vpc';
  /** The primary IPv4 block first. */
  readonly prefixes: readonly Prefix[];
  readonly region?: string;
  /** Whether the VPC's own resolver answers (enableDnsSupport). */
  readonly dnsSupport: boolean;
}

export interface Subnet extends Named {
  readonly kind: 'subnet';
  readonly vpc: Vpc;
  /** One IPv4 block, one IPv6 block, or both. Empty while the text gives none. */
  readonly prefixes: readonly Prefix[];
  /** The availability zone, if the text names one. */
  readonly zone?: string;
  /** What the author says the subnet is; what it is follows from its routes. */
  readonly intent?: 'public' | 'private';
  readonly routeTable: RouteTable;
  readonly networkAcl: NetworkAcl;
}

/** The routes in force for a subnet; the local routes come first. */
export interface RouteTable extends Named {
  readonly kind: 'route-table';
  readonly vpc: Vpc;
  readonly routes: readonly Route[];
}

export interface Route {
  readonly id: EntityId;
  readonly destination: Prefix;
  readonly target: RouteTarget;
}

/**
 * `missing`: the text names a target that does not exist or cannot be one; AWS would call the route a blackhole.
 * `id` is the thing that it names, where there is such a thing.
 */
export type RouteTarget =
  | { readonly kind: 'local' }
  | { readonly kind: 'igw' | 'egress-igw' | 'nat' | 'nat-instance'; readonly id: EntityId }
  | { readonly kind: 'missing'; readonly text: string; readonly id?: EntityId };

/** An internet gateway, or an egress-only one (IPv6). */
export interface InternetGateway extends Named {
  readonly kind: 'igw' | 'egress-igw';
  readonly vpc: Vpc;
}

/** A zonal NAT gateway. Public ones own an elastic IP; private ones never do. */
export interface NatGateway extends Named {
  readonly kind: 'nat';
  readonly vpc: Vpc;
  readonly connectivity: 'public' | 'private';
  readonly interface: Interface;
}

export interface SecurityGroup extends Named {
  readonly kind: 'security-group';
  readonly vpc: Vpc;
  /** True for the group that AWS gives to a thing which names none. */
  readonly isDefault: boolean;
  readonly rules: readonly SecurityGroupRule[];
}

export interface SecurityGroupRule {
  readonly id: EntityId;
  readonly direction: 'ingress' | 'egress';
  readonly traffic: Traffic;
  readonly peer: Peer;
  /** True for a rule that nobody wrote: AWS's default for a new group. */
  readonly isDefault: boolean;
}

/** Who may be at the other end: addresses, or the interfaces that carry a security group. `text` is how the rule names it. */
export type Peer =
  | { readonly kind: 'prefixes'; readonly prefixes: readonly Prefix[]; readonly text: string }
  | { readonly kind: 'group'; readonly group: EntityId; readonly text: string };

export interface NetworkAcl extends Named {
  readonly kind: 'network-acl';
  readonly vpc: Vpc;
  /** True for the VPC's default list, which allows everything. */
  readonly isDefault: boolean;
  /** In order of evaluation: by number, ascending. */
  readonly entries: readonly AclEntry[];
}

export interface AclEntry {
  readonly id: EntityId;
  readonly direction: 'inbound' | 'outbound';
  readonly number: number;
  readonly action: 'allow' | 'deny';
  readonly traffic: Traffic;
  /** The other end: the source of inbound, the destination of outbound packets. */
  readonly prefixes: readonly Prefix[];
  readonly isDefault: boolean;
}

/** An elastic network interface. Things that never carry security groups (NAT gateways, some NLBs) have `undefined` there. */
export interface Interface {
  readonly id: EntityId;
  readonly owner: EntityId;
  readonly subnet: Subnet;
  /** The primary address first. */
  readonly addresses: readonly InterfaceAddress[];
  readonly securityGroups: readonly SecurityGroup[] | undefined;
  /** False for a NAT instance, which must pass packets that are not its own. */
  readonly sourceDestCheck: boolean;
}

export interface InterfaceAddress {
  readonly private: Address;
  /** The address that an internet gateway maps to the private one. */
  readonly public?: Address;
  /** False where the text left the address out and it was assigned. */
  readonly declared: boolean;
}

export type WorkloadKind = 'instance' | 'nat-instance' | 'node' | 'pod' | 'lambda' | 'database' | 'cache' | 'service' | 'eks';

/** Anything that computes or stores. A lambda without interfaces is attached to no VPC. */
export interface Workload extends Named {
  readonly kind: WorkloadKind;
  readonly vpc?: Vpc;
  readonly interfaces: readonly Interface[];
  /** Of a pod: the node it runs on. */
  readonly node?: EntityId;
  /** Of a database or cache: what runs there. */
  readonly engine?: string;
  /** The port it is known to serve: what the text says, or the engine's usual one. */
  readonly port?: number;
}

export interface LoadBalancer extends Named {
  readonly kind: 'alb' | 'nlb';
  readonly vpc: Vpc;
  readonly scheme: 'internet-facing' | 'internal';
  readonly crossZone: boolean;
  readonly listeners: readonly Listener[];
  /** One node in each subnet. */
  readonly nodes: readonly Interface[];
}

export type ListenerProtocol = 'http' | 'https' | 'tcp' | 'udp' | 'tls';

export interface Listener {
  readonly id: EntityId;
  readonly protocol: ListenerProtocol;
  readonly port: number;
  /** In order of evaluation; the last one has no conditions and is the default. */
  readonly rules: readonly ListenerRule[];
}

export interface ListenerRule {
  readonly id: EntityId;
  readonly host?: string;
  readonly path?: string;
  readonly action: ListenerAction;
}

export type ListenerAction =
  | { readonly kind: 'forward'; readonly targetGroup: EntityId }
  | { readonly kind: 'redirect'; readonly protocol: 'http' | 'https'; readonly port: number };

export interface TargetGroup extends Named {
  readonly kind: 'target-group';
  readonly vpc: Vpc;
  readonly protocol: ListenerProtocol;
  readonly port: number;
  readonly targets: readonly Target[];
  /** Whether an NLB keeps the client's address (Elastic Load Balancing, "Edit target group attributes for your NLB"). */
  readonly preserveClientIp: boolean;
}

/** A thing that receives what a target group is sent. `lambda`: called through the Lambda service, no packet in the VPC. */
export interface Target {
  readonly id: EntityId;
  readonly thing: EntityId;
  readonly type: 'instance' | 'ip' | 'lambda' | 'alb';
  readonly port: number;
}

/** A public API: it ends the client's connection, then calls a function or goes through a VPC link. */
export interface ApiGateway extends Named {
  readonly kind: 'api-gateway';
  /** The public address clients are shown to use. */
  readonly address: Address;
  readonly integration: ApiIntegration;
}

export type ApiIntegration =
  | { readonly kind: 'lambda'; readonly function: EntityId }
  | { readonly kind: 'vpc-link'; readonly interfaces: readonly Interface[]; readonly loadBalancer: EntityId }
  | { readonly kind: 'none' };

/** Whatever is not in AWS: everything (`internet`), a range, or single addresses. */
export interface Outside extends Named {
  readonly kind: 'internet' | 'host' | 'network';
  readonly prefixes: readonly Prefix[];
}

/** What a claim or a story names as one end. */
export type Selector =
  | { readonly kind: 'entity'; readonly id: EntityId; readonly text: string }
  | { readonly kind: 'prefix'; readonly prefix: Prefix; readonly text: string }
  | { readonly kind: 'every'; readonly of: WorkloadKind | 'alb' | 'nlb' | 'nat'; readonly text: string };

/** A story: drawn, traced and told step by step. */
export interface Flow extends Named {
  readonly kind: 'flow';
  readonly legs: readonly FlowLeg[];
}

export interface FlowLeg {
  readonly id: EntityId;
  readonly from: Selector;
  readonly sourcePort?: number;
  readonly to: Selector;
  readonly protocol: Protocol;
  readonly port?: number;
  /** Seconds of silence before the answer comes. */
  readonly idleSeconds?: number;
  /** True where the story says that this packet does not arrive. */
  readonly dropped: boolean;
  /** Where it is said to be dropped. */
  readonly droppedAt?: EntityId;
  readonly label?: string;
}

/** A claim that must hold. `traffic` is empty where any traffic is meant. */
export interface Expectation {
  readonly id: EntityId;
  readonly text: string;
  readonly from: Selector;
  readonly to: Selector;
  readonly claim: 'reaches' | 'reaches-only' | 'never-reaches';
  readonly traffic: readonly Traffic[];
  /** Things the forward path must pass, in this order. */
  readonly via: readonly EntityId[];
}

/** What a picture shows. Empty `show`: everything. */
export interface View extends Named {
  readonly kind: 'view';
  readonly show: readonly EntityId[];
  readonly depth: 'vpcs' | 'subnets' | 'all';
  readonly flows: readonly EntityId[];
  readonly highlight: 'ingress' | 'egress' | 'both' | 'none';
}
