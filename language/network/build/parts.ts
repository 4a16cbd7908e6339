// What a source of networks states about each resource. References are ids; what is left out gets AWS's default from `buildNetwork`.
import type { Address, Prefix } from '#language/network/address.ts';
import type { ApiGateway, ApiIntegration } from '#language/network/api-gateway.ts';
import type { ClientVpn } from '#language/network/client-vpn.ts';
import type {
  SiteLink,
  TransitAttachment,
  TransitGateway,
  TransitRoute,
  TransitRouteTable,
} from '#language/network/connectors.ts';
import type { ResolverEndpoint } from '#language/network/dns.ts';
import type { NetworkAcl, SecurityGroup } from '#language/network/filters.ts';
import type { NatGateway, RegionalNat } from '#language/network/gateways.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { LoadBalancer, Target, TargetGroup } from '#language/network/load-balancer.ts';
import type { Outside } from '#language/network/outside.ts';
import type { RouteTable } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Statement, Unknown } from '#language/network/unknown.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { KubernetesService, Workload } from '#language/network/workload.ts';
import type { Explicit, Identified, Lists } from './explicit.ts';

/** T, where the fields K may be left out because they have a default. */
type Defaulted<T, K extends keyof T> = Omit<T, K> & { readonly [Field in K]?: T[Field] | undefined };

/** Defaults: DNS support on, DNS hostnames off, VPC Block Public Access off. */
export type VpcPart = Defaulted<Explicit<Vpc>, 'dnsSupport' | 'dnsHostnames' | 'blockPublicAccess'>;

/** Default: the VPC's main route table, its default network ACL, and its setting of VPC Block Public Access. */
export type SubnetPart = Defaulted<Explicit<Subnet>, 'blockPublicAccess' | 'routeTable' | 'networkAcl'>;

/** A route table without its local routes and without those that others add. */
export interface RouteTablePart extends Explicit<RouteTable> {
  /** The subnet or gateway that the table belongs to, for a table without a name of its own. */
  readonly of?: EntityId;
  /** The VPN connections and Direct Connect links whose routes it learns. */
  readonly propagations?: readonly Propagation[];
}

/** A virtual private gateway propagates the routes of a link. `id` is that of the line that says so. */
export interface Propagation extends Identified {
  readonly link: EntityId;
}

/** A security group that the file declares. The default group of each VPC is added by the build. */
export type SecurityGroupPart = Omit<Explicit<SecurityGroup>, 'isDefault'> & {
  /** True where nothing is said about egress: AWS then allows all of it. */
  readonly defaultEgress: boolean;
};

/** Entries in any order. */
export type NetworkAclPart = Omit<Explicit<NetworkAcl>, 'isDefault'>;

/** The addresses of an interface. */
export interface AddressesPart {
  /** Empty: AWS assigns one. */
  readonly privateAddresses: readonly Address[];
  /** Elastic IPs and public addresses; the first belongs to the first private IPv4 address, and so on. */
  readonly publicAddresses: readonly PublicAddressPart[];
}

/** A public address; `assigned` where AWS chooses it. */
export type PublicAddressPart = Address | 'assigned';

/** Default: public. */
export type NatGatewayPart = Omit<Defaulted<Explicit<NatGateway>, 'connectivity'>, 'vpc' | 'interface'> &
  AddressesPart & { readonly subnet: EntityId };

/**
 * Without `routeTable`: a table of its own. Any table of it leads to the VPC's internet gateway, unless a route has that destination.
 * Without addresses: AWS assigns one for each Availability Zone.
 */
export type RegionalNatPart = Omit<Defaulted<Explicit<RegionalNat>, 'mode' | 'routeTable'>, 'addresses'> & {
  readonly addresses: readonly { readonly az?: string; readonly public: PublicAddressPart }[];
};

/** One interface in each subnet. Without `securityGroups`: the VPC's default group. */
interface InSubnets {
  readonly subnets: readonly EntityId[];
  readonly securityGroups?: readonly EntityId[] | undefined;
}

/** Default: an interface endpoint. */
export type EndpointPart = Omit<Defaulted<Explicit<VpcEndpoint>, 'type'>, 'interfaces'> & InSubnets;

/** A resolver endpoint. The interfaces are made in the subnets. */
export type ResolverEndpointPart = Omit<Explicit<ResolverEndpoint>, 'interfaces'> & InSubnets;

/** A Client VPN endpoint. The interfaces are made in the associated subnets. */
export type ClientVpnPart = Omit<Explicit<ClientVpn>, 'interfaces'> & InSubnets;

/** Which nodes take part follows from the VPC and from the nodes of the pods. Default traffic policy: `cluster`. */
export type KubernetesServicePart = Omit<Defaulted<Explicit<KubernetesService>, 'trafficPolicy'>, 'workers'> & {
  readonly vpc: EntityId;
};

/** Of a peering with another transit gateway, one of both may state the attachment, or both. */
export type TransitGatewayPart = Omit<Explicit<TransitGateway>, 'attachments' | 'routeTables'> & {
  readonly attachments: readonly TransitAttachmentPart[];
  readonly routeTables: readonly TransitRouteTablePart[];
};

/** One attachment. Its type follows from the resource. */
export type TransitAttachmentPart = Omit<Explicit<TransitAttachment>, 'type' | 'association'> & {
  /** Default: the gateway's default table. */
  readonly association?: EntityId | 'none';
  /** The tables that learn its routes. Default: the default table, for an attachment that is associated with it. */
  readonly propagations?: readonly EntityId[];
};

/** The table called `default` is the one that AWS makes. */
export type TransitRouteTablePart = Omit<Explicit<TransitRouteTable>, 'isDefault' | 'routes'> & {
  readonly routes: readonly TransitRoutePart[];
};

/** A static route to what is attached: a VPC, a link or another transit gateway. A route of a prefix list has several destinations. */
export interface TransitRoutePart extends Identified {
  readonly destinations: readonly Omit<TransitRoute, 'target'>[];
  /** Why the prefix list may have further destinations. */
  readonly further?: Statement;
  readonly target:
    | { readonly kind: 'resource'; readonly resource: EntityId }
    | { readonly kind: 'blackhole' }
    | { readonly kind: 'unknown'; readonly unknown: Unknown };
}

/** Default: BGP, and a Direct Connect link has no other; the other end announces the blocks of its networks. */
export type SiteLinkPart = Defaulted<Explicit<SiteLink>, 'routing' | 'announced'>;

/** A further interface of a workload. */
export type InterfacePart = Omit<Explicit<Interface>, 'owner' | 'addresses' | 'securityGroups' | 'sourceDestCheck'> &
  AddressesPart & {
    readonly securityGroups?: readonly EntityId[] | undefined;
    readonly sourceDestCheck?: boolean;
  };

/** A workload without groups takes those of the node that it runs on. `privateAddresses` count in a single subnet only. */
export type WorkloadPart = Omit<Explicit<Workload>, 'vpc' | 'interfaces' | 'nodeTranslates' | 'keepsAddressTo'> &
  AddressesPart &
  InSubnets & {
    /** Of a fleet: how many members it has. Default: one in each subnet. */
    readonly count?: number;
    /** Of a workload in unknown subnets. Otherwise it follows from the subnets. */
    readonly vpc?: EntityId;
    /** Default: on. */
    readonly sourceDestCheck?: boolean;
    /** Of a node: whether it leaves the translation of its pods' addresses to others. Default: off. */
    readonly externalSnat?: boolean;
    /** Of a node: the blocks to which it does not translate the addresses of its pods. */
    readonly excludeSnat?: readonly Prefix[];
    /** Interfaces beside the one in each subnet. */
    readonly furtherInterfaces?: readonly InterfacePart[];
  };

/** One node in each subnet. An NLB without `securityGroups` has none. */
export type LoadBalancerPart = Omit<
  Defaulted<Explicit<LoadBalancer>, 'scheme' | 'ipAddressType' | 'crossZone' | 'enforcesOnPrivateLink'>,
  'nodes'
> &
  InSubnets & {
    /** Of the nodes, in the order of the subnets. */
    readonly elasticIps: readonly PublicAddressPart[];
  };

/**
 * Default protocol: TCP. Without a target type, the kind of each target decides whether it is registered as an instance or by its
 * address.
 */
export type TargetGroupPart = Omit<Defaulted<Explicit<TargetGroup>, 'protocol' | 'family' | 'preserveClientIp'>, 'targets'> & {
  readonly targetType?: 'instance' | 'ip' | undefined;
  readonly targets: readonly TargetPart[];
};

/** A resource, or a plain address. Default port: that of the group. */
export type TargetPart = Defaulted<Omit<Explicit<Target>, 'type'>, 'port' | 'resource'>;

/** An API. The build assigns its address. */
export type ApiGatewayPart = Omit<Explicit<ApiGateway>, 'address' | 'integration'> & {
  readonly isPrivate: boolean;
  readonly integration: IntegrationPart;
};

/** What the API calls. The interfaces of a VPC link are made in the subnets. */
export type IntegrationPart =
  | Exclude<ApiIntegration, { readonly kind: 'vpc-link' }>
  | ({ readonly kind: 'vpc-link'; readonly loadBalancer: EntityId; readonly unknownSubnets?: Unknown } & InSubnets);

/** The lists whose parts may leave out more than references. */
interface Stated {
  readonly vpcs: VpcPart;
  readonly subnets: SubnetPart;
  readonly routeTables: RouteTablePart;
  readonly natGateways: NatGatewayPart;
  readonly regionalNats: RegionalNatPart;
  readonly endpoints: EndpointPart;
  readonly clientVpns: ClientVpnPart;
  readonly resolverEndpoints: ResolverEndpointPart;
  readonly kubernetesServices: KubernetesServicePart;
  readonly transitGateways: TransitGatewayPart;
  readonly siteLinks: SiteLinkPart;
  readonly securityGroups: SecurityGroupPart;
  readonly networkAcls: NetworkAclPart;
  readonly workloads: WorkloadPart;
  readonly loadBalancers: LoadBalancerPart;
  readonly targetGroups: TargetGroupPart;
  readonly apiGateways: ApiGatewayPart;
  /** Without the internet, which is in every network. */
  readonly outside: Outside;
}

/** One list for each list of the network, in the order in which the network has them. A new list of the model is required here, too. */
export type Parts = {
  readonly [K in keyof Lists]: readonly (K extends keyof Stated ? Stated[K] : Explicit<Lists[K][number]>)[];
};
