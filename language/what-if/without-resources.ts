// Parts of a network → the parts that remain without some of the resources.
import type { Explicit, ExplicitParts, Identified } from '#language/network/build/explicit.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';

/** The parts without those resources, and without the interfaces in removed subnets. Rules, routes, flows and expectations remain. */
export function withoutResources(parts: ExplicitParts, gone: ReadonlySet<EntityId>): ExplicitParts {
  const left = <T extends Identified>(list: readonly T[]): readonly T[] => list.filter(({ id }) => !gone.has(id));
  const isLeft = ({ owner, subnet }: Explicit<Interface>): boolean => !gone.has(owner) && !gone.has(subnet);
  return {
    vpcs: left(parts.vpcs),
    subnets: left(parts.subnets),
    gateways: left(parts.gateways),
    natGateways: left(parts.natGateways).filter((nat) => isLeft(nat.interface)),
    regionalNats: left(parts.regionalNats),
    endpoints: left(parts.endpoints).map((endpoint) => ({ ...endpoint, interfaces: endpoint.interfaces.filter(isLeft) })),
    resolverEndpoints: left(parts.resolverEndpoints).map((endpoint) => ({
      ...endpoint,
      interfaces: endpoint.interfaces.filter(isLeft),
    })),
    privateZones: parts.privateZones,
    resolverRules: parts.resolverRules,
    clientVpns: left(parts.clientVpns).map((vpn) => ({ ...vpn, interfaces: vpn.interfaces.filter(isLeft) })),
    kubernetesServices: left(parts.kubernetesServices),
    peerings: left(parts.peerings),
    transitGateways: left(parts.transitGateways).map((gateway) => ({
      ...gateway,
      attachments: gateway.attachments.map((attachment) => ({
        ...attachment,
        subnets: attachment.subnets.filter((id) => !gone.has(id)),
      })),
    })),
    siteLinks: left(parts.siteLinks),
    securityGroups: left(parts.securityGroups),
    workloads: left(parts.workloads).flatMap((workload) => {
      const interfaces = workload.interfaces.filter(isLeft);
      return interfaces.length === 0 && workload.interfaces.length > 0 ? [] : [{ ...workload, interfaces }];
    }),
    loadBalancers: left(parts.loadBalancers).map((balancer) => ({ ...balancer, nodes: balancer.nodes.filter(isLeft) })),
    targetGroups: left(parts.targetGroups),
    apiGateways: left(parts.apiGateways).map((api) => {
      const { integration } = api;
      if (integration.kind !== 'vpc-link') return api;
      return { ...api, integration: { ...integration, interfaces: integration.interfaces.filter(isLeft) } };
    }),
    routeTables: parts.routeTables,
    networkAcls: parts.networkAcls,
    prefixLists: parts.prefixLists,
    outside: parts.outside,
    flows: parts.flows,
    expectations: parts.expectations,
    views: parts.views,
  };
}
