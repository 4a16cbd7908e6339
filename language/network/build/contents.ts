// The lists of a network → all its interfaces, and all its resources by id. One record each, with an entry for every list.
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Entity, Network } from '#language/network/network.ts';
import type { Lists } from './explicit.ts';

/** All interfaces of all resources: those of NAT gateways first, then of workloads, load balancers, APIs and endpoints. */
export function interfacesOf(lists: Lists): Network['interfaces'] {
  const all: Readonly<Record<keyof Lists, readonly Interface[]>> = {
    natGateways: lists.natGateways.map((nat) => nat.interface),
    workloads: lists.workloads.flatMap(({ interfaces }) => interfaces),
    loadBalancers: lists.loadBalancers.flatMap(({ nodes }) => nodes),
    apiGateways: lists.apiGateways.flatMap(({ integration }) => (integration.kind === 'vpc-link' ? integration.interfaces : [])),
    endpoints: lists.endpoints.flatMap(({ interfaces }) => interfaces),
    clientVpns: lists.clientVpns.flatMap(({ interfaces }) => interfaces),
    resolverEndpoints: lists.resolverEndpoints.flatMap(({ interfaces }) => interfaces),
    vpcs: [],
    subnets: [],
    routeTables: [],
    gateways: [],
    regionalNats: [],
    prefixLists: [],
    kubernetesServices: [],
    privateZones: [],
    resolverRules: [],
    peerings: [],
    transitGateways: [],
    siteLinks: [],
    securityGroups: [],
    networkAcls: [],
    targetGroups: [],
    outside: [],
    flows: [],
    expectations: [],
    views: [],
  };
  return Object.values(all).flat();
}

/** The resources by id, list by list. Expectations are no resources. */
export function entitiesOf(lists: Lists): ReadonlyMap<EntityId, Entity> {
  const all: Readonly<Record<keyof Lists, readonly Entity[]>> = {
    vpcs: lists.vpcs,
    subnets: lists.subnets,
    routeTables: lists.routeTables,
    gateways: lists.gateways,
    natGateways: lists.natGateways,
    regionalNats: lists.regionalNats,
    prefixLists: lists.prefixLists,
    endpoints: lists.endpoints,
    clientVpns: lists.clientVpns,
    resolverEndpoints: lists.resolverEndpoints,
    privateZones: lists.privateZones,
    resolverRules: lists.resolverRules,
    kubernetesServices: lists.kubernetesServices,
    peerings: lists.peerings,
    transitGateways: lists.transitGateways,
    siteLinks: lists.siteLinks,
    securityGroups: lists.securityGroups,
    networkAcls: lists.networkAcls,
    workloads: lists.workloads,
    loadBalancers: lists.loadBalancers,
    targetGroups: lists.targetGroups,
    apiGateways: lists.apiGateways,
    outside: lists.outside,
    flows: lists.flows,
    expectations: [],
    views: lists.views,
  };
  return new Map(
    Object.values(all)
      .flat()
      .map((entity) => [entity.id, entity]),
  );
}
