// Parts of a network → the network: AWS's defaults written out, references linked.
import type { Address } from '#language/network/address.ts';
import type { Finding } from '#language/network/finding.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { EVERYWHERE, INTERNET, type Outside } from '#language/network/outside.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { type Explicit, type ExplicitParts, indexById } from './explicit.ts';
import { defaultAclId, explicitAcls, explicitGroups } from './filters.ts';
import { explicitNat, explicitRegionalNat, explicitSiteLink } from './gateways.ts';
import type { Surroundings } from './interfaces.ts';
import { link } from './link.ts';
import {
  explicitApi,
  explicitClientVpn,
  explicitEndpoint,
  explicitLoadBalancer,
  explicitResolverEndpoint,
  explicitTargetGroup,
  type KindOf,
} from './load-balancers.ts';
import type { Notes } from './notes.ts';
import type { Parts, SubnetPart, VpcPart } from './parts.ts';
import { AddressPool } from './pool.ts';
import { explicitTables, mainTableId } from './route-tables.ts';
import { explicitTransitGateways } from './transit-gateways.ts';
import { explicitService, explicitWorkload } from './workloads.ts';

/** A network, with the findings and notes of its build. */
export interface Built {
  readonly network: Network;
  /** References that name nothing, and parts that AWS would reject. */
  readonly problems: readonly Finding[];
  /** For each route and attachment that AWS adds: the endpoint, the propagation or the attachment that causes it. */
  readonly causes: ReadonlyMap<EntityId, EntityId>;
}

/** The network of the parts. `mentioned`: further addresses that are never assigned. */
export function buildNetwork(parts: Parts, mentioned: readonly Address[] = []): Built {
  const notes: Notes = { problems: [], causes: new Map() };
  const { network, problems } = link(explicitParts(parts, mentioned, notes));
  return { network, problems: [...notes.problems, ...problems], causes: notes.causes };
}

/** The parts with all defaults. */
function explicitParts(parts: Parts, mentioned: readonly Address[], notes: Notes): ExplicitParts {
  const vpcs = parts.vpcs.map(explicitVpc);
  const known = indexById(vpcs);
  const subnets = parts.subnets.map((part) => explicitSubnet(part, known.get(part.vpc)));
  const { groups, defaults } = explicitGroups(vpcs, parts.securityGroups);
  const outside = [INTERNET_ITSELF, ...parts.outside];
  const outsideById = indexById(outside);
  const siteLinks = parts.siteLinks.map((part) => explicitSiteLink(part, outsideById));
  const pool = new AddressPool([...mentioned, ...statedAddresses(parts)]);
  return {
    vpcs,
    subnets,
    routeTables: explicitTables(parts.routeTables, { ...parts, vpcs, subnets, siteLinks, outside }, notes),
    gateways: parts.gateways,
    prefixLists: parts.prefixLists,
    peerings: parts.peerings,
    privateZones: parts.privateZones,
    resolverRules: parts.resolverRules,
    siteLinks,
    transitGateways: explicitTransitGateways(parts.transitGateways, { vpcs, siteLinks }, notes),
    securityGroups: groups,
    networkAcls: explicitAcls(vpcs, subnets, parts.networkAcls),
    ...withInterfaces(parts, { pool, subnets: indexById(subnets), defaultGroups: defaults }, notes),
    outside,
    flows: parts.flows,
    expectations: parts.expectations,
    views: parts.views,
  };
}

type WithInterfaces = Pick<
  ExplicitParts,
  | 'natGateways'
  | 'workloads'
  | 'loadBalancers'
  | 'targetGroups'
  | 'apiGateways'
  | 'regionalNats'
  | 'endpoints'
  | 'kubernetesServices'
  | 'clientVpns'
  | 'resolverEndpoints'
>;

/** What gets addresses, in the order in which they are assigned. New kinds come last, so that the others keep their addresses. */
function withInterfaces(parts: Parts, around: Surroundings, notes: Notes): WithInterfaces {
  const hosts = indexById(parts.workloads);
  const kindOf: KindOf = new Map([...parts.workloads, ...parts.loadBalancers].map(({ id, kind }) => [id, kind]));
  const natGateways = parts.natGateways.flatMap((part) => explicitNat(around, part, notes));
  const workloads = parts.workloads.map((part) => explicitWorkload(around, part, hosts));
  const loadBalancers = parts.loadBalancers.map((part) => explicitLoadBalancer(around, part));
  const apiGateways = parts.apiGateways.map((part) => explicitApi(around, part));
  const azs = azsOf(parts.subnets);
  const regionalNats = parts.regionalNats.map((part) => explicitRegionalNat(around, part, azs));
  return {
    natGateways,
    workloads,
    loadBalancers,
    apiGateways,
    regionalNats,
    targetGroups: parts.targetGroups.map((part) => explicitTargetGroup(part, kindOf)),
    endpoints: parts.endpoints.map((part) => explicitEndpoint(around, part)),
    kubernetesServices: parts.kubernetesServices.map((part) => explicitService(part, workloads, parts.targetGroups)),
    clientVpns: parts.clientVpns.map((part) => explicitClientVpn(around, part)),
    resolverEndpoints: parts.resolverEndpoints.map((part) => explicitResolverEndpoint(around, part)),
  };
}

/** The internet: every public address. */
const INTERNET_ITSELF: Outside = { kind: 'internet', id: INTERNET, name: 'internet', label: 'Internet', prefixes: EVERYWHERE };

/** Source: Amazon EC2 API, Vpc attributes (the resolver is on, public host names are off). */
function explicitVpc(part: VpcPart): Explicit<Vpc> {
  return {
    ...part,
    dnsSupport: part.dnsSupport ?? true,
    dnsHostnames: part.dnsHostnames ?? false,
    blockPublicAccess: part.blockPublicAccess ?? 'off',
  };
}

/** Source: Amazon VPC User Guide, "Route tables" (the main table), "Default network ACL", "Block public access to VPCs and subnets". */
function explicitSubnet(part: SubnetPart, vpc: Explicit<Vpc> | undefined): Explicit<Subnet> {
  return {
    ...part,
    blockPublicAccess: part.blockPublicAccess ?? vpc?.blockPublicAccess ?? 'off',
    routeTable: part.routeTable ?? mainTableId(part.vpc),
    networkAcl: part.networkAcl ?? defaultAclId(part.vpc),
  };
}

/** For each VPC the Availability Zones that its subnets name. */
function azsOf(subnets: readonly SubnetPart[]): ReadonlyMap<EntityId, readonly string[]> {
  const azs = new Map<EntityId, string[]>();
  for (const { vpc, az } of subnets) {
    const own = azs.get(vpc) ?? [];
    if (az !== undefined && !own.includes(az)) azs.set(vpc, [...own, az]);
  }
  return azs;
}

/** All addresses of the parts. */
function statedAddresses(parts: Parts): readonly Address[] {
  const interfaces = [
    ...parts.natGateways,
    ...parts.workloads,
    ...parts.workloads.flatMap(({ furtherInterfaces }) => furtherInterfaces ?? []),
  ];
  return [
    ...parts.outside.flatMap(({ kind, prefixes }) =>
      kind === 'host' ? prefixes.map(({ family, first }) => ({ family, bits: first })) : [],
    ),
    ...interfaces.flatMap(({ privateAddresses }) => privateAddresses),
    ...[
      ...interfaces.flatMap(({ publicAddresses }) => publicAddresses),
      ...parts.loadBalancers.flatMap(({ elasticIps }) => elasticIps),
      ...parts.regionalNats.flatMap(({ addresses }) => addresses.map((address) => address.public)),
    ].filter((stated) => stated !== 'assigned'),
    ...parts.targetGroups.flatMap(({ targets }) => targets.flatMap(({ address }) => address ?? [])),
  ];
}
