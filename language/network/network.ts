// The network model: what a file means, with every default made explicit. Readonly data, nothing of the syntax tree.
import type { Prefix } from './address.ts';
import type { ApiGateway } from './api-gateway.ts';
import type { Expectation, Flow, View } from './claim.ts';
import type { ClientVpn } from './client-vpn.ts';
import type { Peering, SiteLink, TransitGateway } from './connectors.ts';
import type { PrivateZone, ResolverEndpoint, ResolverRule } from './dns.ts';
import type { NetworkAcl, PrefixList, SecurityGroup } from './filters.ts';
import type { InternetGateway, NatGateway, RegionalNat } from './gateways.ts';
import type { EntityId } from './id.ts';
import type { Interface } from './interface.ts';
import type { TabledKind } from './kinds.ts';
import type { LoadBalancer, TargetGroup } from './load-balancer.ts';
import type { Outside } from './outside.ts';
import type { RouteTable } from './route-table.ts';
import type { Subnet } from './subnet.ts';
import type { Vpc } from './vpc.ts';
import type { VpcEndpoint } from './vpc-endpoint.ts';
import type { KubernetesService, Workload } from './workload.ts';

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
  readonly clientVpns: readonly ClientVpn[];
  readonly resolverEndpoints: readonly ResolverEndpoint[];
  readonly privateZones: readonly PrivateZone[];
  readonly resolverRules: readonly ResolverRule[];
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
  /** Public addresses and IPv6 blocks that are this account's although no resource has them, such as those of a resource that failed. */
  readonly unused: readonly Prefix[];
  /** All network interfaces of all resources above. */
  readonly interfaces: readonly Interface[];
  readonly byId: ReadonlyMap<EntityId, Entity>;
}

/** Any resource of a network, discriminated by `kind`. */
export type Entity =
  | Vpc
  | Subnet
  | RouteTable
  | InternetGateway
  | NatGateway
  | RegionalNat
  | PrefixList
  | VpcEndpoint
  | ClientVpn
  | ResolverEndpoint
  | PrivateZone
  | ResolverRule
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

/**
 * The kind of any resource. It compiles only if each type above is in one of the lists of a network, and the table of kinds has
 * exactly one row for each of them.
 */
export type EntityKind = Among<Among<TabledKind, Among<Entity, Listed>['kind']>, TabledKind>;

type Listed = Network[Exclude<keyof Network, 'unused' | 'interfaces' | 'expectations' | 'byId'>][number];

type Among<Some extends All, All> = Some extends All ? Some : never;
