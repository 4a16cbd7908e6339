// What the resources of a network refer to, including resources that a change has removed from its lists.
import type { Network } from '#language/network/network.ts';
import type { RouteTable } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';

/** The VPCs that resources are in or that connections lead to. */
export function vpcsReferredTo(network: Network | undefined): readonly Vpc[] {
  if (network === undefined) return [];
  return [
    ...[...network.peerings, ...network.privateZones, ...network.resolverRules].flatMap(({ vpcs }) => vpcs),
    ...[...network.byId.values()].flatMap((resource) => ('vpc' in resource ? (resource.vpc ?? []) : [])),
  ];
}

/** The route tables of subnets and gateways. */
export function tablesReferredTo(network: Network | undefined): readonly RouteTable[] {
  if (network === undefined) return [];
  const { subnets, gateways, regionalNats } = network;
  return [...subnets, ...gateways, ...regionalNats].flatMap(({ routeTable }) => routeTable ?? []);
}

/** The subnets of interfaces and attachments. */
export function subnetsReferredTo(network: Network | undefined): readonly Subnet[] {
  if (network === undefined) return [];
  return [
    ...network.interfaces.map(({ subnet }) => subnet),
    ...network.transitGateways.flatMap(({ attachments }) => attachments.flatMap(({ subnets }) => subnets)),
  ];
}
