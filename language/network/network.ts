// The network model: what a file means, with every default made explicit. Readonly data, nothing of the syntax tree.
import type { Address, Family, Prefix } from './address.ts';
import type { Expectation, Flow, View } from './claim.ts';
import type { EntityId } from './id.ts';
import type { Named, WorkloadKind } from './named.ts';
import type { Traffic } from './traffic.ts';

/** Everything in a file and the files that it imports. Lists are in the order of the text. */
export interface Network {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly gateways: readonly InternetGateway[];
  readonly natGateways: readonly NatGateway[];
  readonly regionalNats: readonly RegionalNat[];
  readonly prefixLists: readonly PrefixList[];
  readonly endpoints: readonly VpcEndpoint[];
  readonly kubernetesServices: readonly KubernetesService[];
  readonly peerings: readonly Peering[];
  readonly transitGateways: readonly TransitGateway[];
  /** VPN connections and Direct Connect links. */
  readonly siteLinks: readonly SiteLink[];
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
  /** All network interfaces of all resources above. */
  readonly interfaces: readonly Interface[];
  readonly byId: ReadonlyMap<EntityId, Entity>;
}

export type Entity =
  | Vpc
  | Subnet
  | RouteTable
  | InternetGateway
  | NatGateway
  | RegionalNat
  | PrefixList
  | VpcEndpoint
  | KubernetesService
  | Peering
  | TransitGateway
  | SiteLink
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
  /** Whether public names are given out (enableDnsHostnames); private DNS of endpoints needs both switches. */
  readonly dnsHostnames: boolean;
  readonly blockPublicAccess: PublicAccess;
}

/**
 * What VPC Block Public Access lets through. `ingress-only` blocks everything but what a NAT gateway or an egress-only gateway opens.
 * Source: Amazon VPC User Guide, "Block public access to VPCs and subnets".
 */
export type PublicAccess = 'off' | 'bidirectional' | 'ingress-only';

export interface Subnet extends Named {
  readonly kind: 'subnet';
  readonly vpc: Vpc;
  /** One IPv4 block, one IPv6 block, or both. Empty while the text gives none. */
  readonly prefixes: readonly Prefix[];
  /** The availability zone, if the text names one. */
  readonly zone?: string;
  /** What the author says the subnet is; what it is follows from its routes. */
  readonly intent?: 'public' | 'private';
  /** The VPC's setting, unless the subnet is excluded from it. */
  readonly blockPublicAccess: PublicAccess;
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

/** An internet gateway, or an egress-only one (IPv6). */
export interface InternetGateway extends Named {
  readonly kind: 'igw' | 'egress-igw';
  readonly vpc: Vpc;
  /** The gateway route table (edge association): where packets from the internet go on to; without it, straight to their interface. */
  readonly routeTable?: RouteTable;
}

/** A zonal NAT gateway. Public ones own an elastic IP; private ones never do. */
export interface NatGateway extends Named {
  readonly kind: 'nat';
  readonly vpc: Vpc;
  readonly connectivity: 'public' | 'private';
  readonly interface: Interface;
}

/**
 * A NAT gateway of the whole VPC: no subnet, no interface, a route table of its own.
 * Source: Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ expansion".
 */
export interface RegionalNat extends Named {
  readonly kind: 'regional-nat';
  readonly vpc: Vpc;
  /** `manual`: only the zones that `addresses` names are served. */
  readonly mode: 'automatic' | 'manual';
  readonly addresses: readonly { readonly zone?: string; readonly public: Address; readonly declared: boolean }[];
  /** The local routes, the way to the internet gateway, and what the text adds. */
  readonly routeTable: RouteTable;
}

/** A managed prefix list: blocks under one name, for rules and routes. */
export interface PrefixList extends Named {
  readonly kind: 'prefix-list';
  readonly prefixes: readonly Prefix[];
}

/**
 * A VPC endpoint. `gateway`: a route to S3 or DynamoDB, no interface. `interface`: PrivateLink. `gateway-load-balancer`: a route target
 * behind which an appliance looks at every packet. `instance-connect`: opens shells to instances.
 * Source: AWS PrivateLink Guide; EC2 User Guide, "EC2 Instance Connect Endpoint".
 */
export interface VpcEndpoint extends Named {
  readonly kind: 'endpoint';
  readonly type: 'gateway' | 'interface' | 'gateway-load-balancer' | 'instance-connect';
  readonly vpc: Vpc;
  /** The AWS service's short name as its users say it: `s3`, `ecr.api`. */
  readonly service?: string;
  /** What is behind it: hosts and networks outside that stand for the service, private APIs, or the load balancer of a service of one's own. */
  readonly serves: readonly EntityId[];
  /** The tables that a gateway endpoint puts its routes into. */
  readonly routeTables: readonly EntityId[];
  /** Whether the names of what it serves resolve to it inside the VPC. */
  readonly privateDns: boolean;
  /** One in each subnet; none for a gateway endpoint. */
  readonly interfaces: readonly Interface[];
  /** Of `instance-connect`: whether instances see the client's address. */
  readonly preserveClientIp: boolean;
}

/**
 * A Kubernetes service of type NodePort: every node of the cluster takes packets on `nodePort` and passes them to a pod.
 * Source: Kubernetes documentation, "Using Source IP".
 */
export interface KubernetesService extends Named {
  readonly kind: 'kubernetes-service';
  readonly nodePort: number;
  /** The nodes that take part: those that the pods run on, and all other nodes of their VPC. */
  readonly workers: readonly EntityId[];
  readonly pods: readonly { readonly pod: EntityId; readonly port: number }[];
  /** `cluster`: the node puts its own address in place of the client's. `local`: only pods of the node itself, source kept. */
  readonly trafficPolicy: 'cluster' | 'local';
}

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

export interface TransitAttachment {
  readonly id: EntityId;
  /** The VPC, the site link or the other transit gateway that is attached. */
  readonly resource: EntityId;
  readonly type: 'vpc' | 'site-link' | 'transit-gateway';
  /** Of a VPC: one subnet in each zone, where the gateway has an interface. */
  readonly subnets: readonly Subnet[];
  /** The table that decides about packets that come from here. */
  readonly association?: EntityId;
  readonly applianceMode: boolean;
}

/** Static routes and those that attachments propagate, in the order of the text, static ones first. */
export interface TransitRouteTable extends Named {
  /** True for the one that AWS makes; attachments use it unless the text says otherwise. */
  readonly isDefault: boolean;
  readonly routes: readonly TransitRoute[];
}

export interface TransitRoute {
  readonly id: EntityId;
  readonly destination: Prefix;
  /** The attachment, or `blackhole`. */
  readonly target: { readonly kind: 'attachment'; readonly attachment: EntityId } | { readonly kind: 'blackhole' };
  /** The stronger first. */
  readonly origin: 'static' | 'prefix-list' | 'vpc' | 'direct-connect' | 'vpn';
}

/**
 * A line between AWS and somewhere else. On a VPC it ends at the virtual private gateway; otherwise a transit gateway attaches it.
 * Source: Site-to-Site VPN Guide; Direct Connect Guide.
 */
export interface SiteLink extends Named {
  readonly kind: 'vpn' | 'direct-connect';
  readonly vpc?: Vpc;
  /** What is at the other end. */
  readonly remotes: readonly Outside[];
  readonly routing: 'static' | 'bgp';
}

export interface SecurityGroup extends Named {
  readonly kind: 'security-group';
  readonly vpc: Vpc;
  /** True for the group that AWS gives to a resource which names none. */
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

/** An elastic network interface. Resources that never carry security groups (NAT gateways, some NLBs) have `undefined` there. */
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

/** Anything that computes or stores. A lambda without interfaces is attached to no VPC. */
export interface Workload extends Named {
  readonly kind: WorkloadKind;
  readonly vpc?: Vpc;
  readonly interfaces: readonly Interface[];
  /** Of a pod: the node it runs on. */
  readonly node?: EntityId;
  /**
   * Of a pod: whether packets that leave the VPC go out under the node's address. Off with AWS_VPC_K8S_CNI_EXTERNALSNAT=true and for
   * pods with security groups of their own. Source: Amazon EKS User Guide, "Enable outbound internet access for Pods".
   */
  readonly nodeTranslates?: boolean;
  /** Of a database or cache: what runs there. */
  readonly engine?: string;
  /** The port it is known to serve: what the text says, or the engine's usual one. */
  readonly port?: number;
}

export interface LoadBalancer extends Named {
  readonly kind: 'alb' | 'nlb';
  readonly vpc: Vpc;
  readonly scheme: 'internet-facing' | 'internal';
  /** Which addresses its nodes have. */
  readonly ipAddressType: IpAddressType;
  readonly crossZone: boolean;
  readonly listeners: readonly Listener[];
  /** One node in each subnet. */
  readonly nodes: readonly Interface[];
}

/** `dualstack`: IPv4 and IPv6. Source: Elastic Load Balancing, "IP address types for your Application Load Balancer". */
export type IpAddressType = 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4';

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
  /** The family of the addresses by which targets are reached, whatever family their client uses (same guide, "IP address type"). */
  readonly family: Family;
  /** Whether an NLB keeps the client's address (Elastic Load Balancing, "Edit target group attributes for your NLB"). */
  readonly preserveClientIp: boolean;
}

/** A resource that receives what a target group is sent. `lambda`: called through the Lambda service, no packet in the VPC. */
export interface Target {
  readonly id: EntityId;
  /** The workload or load balancer; the target's own id, where the text gives a plain address. */
  readonly resource: EntityId;
  /** The plain address of an ip target: of a resource in another VPC, or of one that the text does not name. */
  readonly address?: Address;
  readonly type: 'instance' | 'ip' | 'lambda' | 'alb';
  readonly port: number;
}

/** An API: it ends the client's connection, then calls a function or goes through a VPC link. */
export interface ApiGateway extends Named {
  readonly kind: 'api-gateway';
  /** The public address clients are shown to use. A private API has none: it is called through an interface endpoint that serves it. */
  readonly address?: Address;
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
