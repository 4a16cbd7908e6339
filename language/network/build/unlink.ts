// A network → its parts, with ids in place of references.
import type { ApiIntegration } from '#language/network/api-gateway.ts';
import type { TransitGateway } from '#language/network/connectors.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Explicit, ExplicitParts, Identified } from './explicit.ts';

/** The parts of which `link` makes this network again. */
export function unlink(network: Network): ExplicitParts {
  return {
    vpcs: network.vpcs,
    subnets: network.subnets.map((subnet) => ({
      ...subnet,
      vpc: subnet.vpc.id,
      routeTable: subnet.routeTable.id,
      networkAcl: subnet.networkAcl.id,
    })),
    routeTables: network.routeTables.map(withVpcId),
    gateways: network.gateways.map(({ routeTable, ...gateway }) => ({
      ...withVpcId(gateway),
      ...(routeTable && { routeTable: routeTable.id }),
    })),
    natGateways: network.natGateways.map((nat) => ({ ...withVpcId(nat), interface: unlinkInterface(nat.interface) })),
    regionalNats: network.regionalNats.map((nat) => ({ ...withVpcId(nat), routeTable: nat.routeTable.id })),
    prefixLists: network.prefixLists,
    endpoints: network.endpoints.map((endpoint) => ({
      ...withVpcId(endpoint),
      interfaces: endpoint.interfaces.map(unlinkInterface),
    })),
    resolverEndpoints: network.resolverEndpoints.map((endpoint) => ({
      ...withVpcId(endpoint),
      interfaces: endpoint.interfaces.map(unlinkInterface),
    })),
    privateZones: network.privateZones.map((zone) => ({ ...zone, vpcs: idsOf(zone.vpcs) })),
    resolverRules: network.resolverRules.map((rule) => ({ ...rule, vpcs: idsOf(rule.vpcs) })),
    clientVpns: network.clientVpns.map((vpn) => ({ ...withVpcId(vpn), interfaces: vpn.interfaces.map(unlinkInterface) })),
    kubernetesServices: network.kubernetesServices,
    peerings: network.peerings.map((peering) => ({ ...peering, vpcs: idsOf(peering.vpcs) })),
    transitGateways: network.transitGateways.map(unlinkTransitGateway),
    siteLinks: network.siteLinks.map(({ vpc, ...siteLink }) => ({
      ...siteLink,
      ...(vpc && { vpc: vpc.id }),
      remotes: idsOf(siteLink.remotes),
    })),
    securityGroups: network.securityGroups.map(({ vpc, ...group }) => ({ ...group, ...(vpc && { vpc: vpc.id }) })),
    networkAcls: network.networkAcls.map(withVpcId),
    workloads: network.workloads.map(({ vpc, ...workload }) => ({
      ...workload,
      ...(vpc && { vpc: vpc.id }),
      interfaces: workload.interfaces.map(unlinkInterface),
    })),
    loadBalancers: network.loadBalancers.map((balancer) => ({
      ...withVpcId(balancer),
      nodes: balancer.nodes.map(unlinkInterface),
    })),
    targetGroups: network.targetGroups.map(withVpcId),
    apiGateways: network.apiGateways.map((api) => ({ ...api, integration: unlinkIntegration(api.integration) })),
    outside: network.outside,
    flows: network.flows,
    expectations: network.expectations,
    views: network.views,
  };
}

function withVpcId<T extends { readonly vpc: Vpc }>(resource: T): Omit<T, 'vpc'> & { readonly vpc: EntityId } {
  return { ...resource, vpc: resource.vpc.id };
}

function idsOf(resources: readonly Identified[]): readonly EntityId[] {
  return resources.map(({ id }) => id);
}

function unlinkInterface(iface: Interface): Explicit<Interface> {
  return { ...iface, subnet: iface.subnet.id, securityGroups: iface.securityGroups && idsOf(iface.securityGroups) };
}

function unlinkTransitGateway(gateway: TransitGateway): Explicit<TransitGateway> {
  return {
    ...gateway,
    attachments: gateway.attachments.map((attachment) => ({ ...attachment, subnets: idsOf(attachment.subnets) })),
  };
}

function unlinkIntegration(integration: ApiIntegration): Explicit<ApiIntegration> {
  if (integration.kind !== 'vpc-link') return integration;
  return { ...integration, interfaces: integration.interfaces.map(unlinkInterface) };
}
