// Members of files → the parts of a network that they state.
import type * as ast from '#language/ast/generated/ast.ts';
import type { Parts } from '#language/network/build/parts.ts';
import type { Outside } from '#language/network/outside.ts';
import { apiGatewayPart } from './api-gateways.ts';
import { expectationParts, flowPart, viewPart } from './claims.ts';
import { clientVpnPart } from './client-vpns.ts';
import { collect, withInner } from './collect.ts';
import { privateZonePart, resolverEndpointPart, resolverRulePart } from './dns.ts';
import { endpointPart } from './endpoints.ts';
import { networkAclPart, securityGroupPart } from './filters.ts';
import { Inside } from './inside.ts';
import { kubernetesServicePart } from './kubernetes-services.ts';
import { peeringPart, siteLinkPart } from './links.ts';
import { applianceGroups, classicGroups, loadBalancerPart, targetGroupPart } from './load-balancers.ts';
import { natPart, regionalNatPart, regionalTablePart, reportNatWithoutSubnet } from './nats.ts';
import { outsidePart, prefixListPart } from './outside.ts';
import type { Reading } from './reading.ts';
import { gatewayTablePart, internetGatewayPart, namedTablePart, subnetPart, subnetTablePart, vpcPart } from './subnets.ts';
import { transitGatewayPart } from './transit-gateways.ts';
import { workloadPart } from './workloads.ts';

/** The parts that declared members state. `own`: those of the files whose expectations count; those of imports are checked where they are. */
export function readParts(reading: Reading, members: readonly ast.Member[], own: readonly ast.Member[]): Parts {
  const inside = new Inside(reading, members);
  const all = withInner(members);
  const loose = [...members, ...inside.vpcs.flatMap(({ node }) => node.members)];
  collect(reading, loose, 'NatGateway', (node, id) => reportNatWithoutSubnet(reading, node, id));
  const parts: Parts = {
    vpcs: collect(reading, members, 'Vpc', (node, id) => vpcPart(reading, node, id)),
    gateways: inside.inVpcs('InternetGateway', (node, id, vpc) => internetGatewayPart(reading, node, id, vpc)),
    securityGroups: [
      ...inside.inVpcs('SecurityGroup', (node, id, vpc) => securityGroupPart(reading, node, id, vpc)),
      ...collect(reading, members, 'SecurityGroup', (node, id) => securityGroupPart(reading, node, id, undefined)),
    ],
    networkAcls: inside.inVpcs('NetworkAcl', (node, id, vpc) => networkAclPart(reading, node, id, vpc)),
    routeTables: routeTables(reading, inside),
    subnets: inside.inVpcs('Subnet', (node, id, vpc) => subnetPart(reading, node, id, vpc)),
    natGateways: inside.inSubnets('NatGateway', (node, id, subnet) => natPart(reading, node, id, subnet)),
    regionalNats: inside.anywhereInVpcs('RegionalNat', (node, id, vpc) => regionalNatPart(reading, node, id, vpc)),
    endpoints: inside.inVpcs('VpcEndpoint', (node, id, vpc) => endpointPart(reading, node, id, vpc)),
    clientVpns: inside.inVpcs('ClientVpn', (node, id, vpc) => clientVpnPart(reading, node, id, vpc)),
    resolverEndpoints: inside.inVpcs('ResolverEndpoint', (node, id, vpc) => resolverEndpointPart(reading, node, id, vpc)),
    workloads: [
      ...inside.inSubnets('Workload', (node, id, subnet) => workloadPart(reading, node, id, subnet)),
      ...collect(reading, loose, 'Workload', (node, id) => workloadPart(reading, node, id, undefined)),
    ],
    loadBalancers: inside.inVpcs('LoadBalancer', (node, id, vpc) => loadBalancerPart(reading, node, id, vpc)),
    targetGroups: [
      ...inside.inVpcs('TargetGroup', (node, id, vpc) => targetGroupPart(reading, node, id, vpc)),
      ...inside.inVpcs('LoadBalancer', (node, id, vpc) => classicGroups(reading, node, id, vpc)).flat(),
      ...inside.inVpcs('LoadBalancer', (node, id, vpc) => applianceGroups(reading, node, id, vpc)).flat(),
    ],
    apiGateways: collect(reading, loose, 'ApiGateway', (node, id) => apiGatewayPart(reading, node, id)),
    kubernetesServices: inside.inVpcs('KubernetesService', (node, id, vpc) => kubernetesServicePart(reading, node, id, vpc)),
    prefixLists: collect(reading, all, 'PrefixList', (node, id) => prefixListPart(reading, node, id)),
    peerings: collect(reading, members, 'Peering', (node, id) => peeringPart(reading, node, id)),
    privateZones: collect(reading, members, 'PrivateZone', (node, id) => privateZonePart(reading, node, id)),
    resolverRules: collect(reading, members, 'ResolverRule', (node, id) => resolverRulePart(reading, node, id)),
    siteLinks: collect(reading, members, 'SiteLink', (node, id) => siteLinkPart(reading, node, id)),
    transitGateways: collect(reading, members, 'TransitGateway', (node, id) => transitGatewayPart(reading, node, id)),
    outside: members.flatMap((node) => outsideOf(reading, node)),
    flows: collect(reading, members, 'Flow', (node, id) => flowPart(reading, node, id)),
    expectations: expectationParts(reading, own),
    views: collect(reading, members, 'View', (node, id) => viewPart(reading, node, id)),
  };
  return { ...parts, securityGroups: [...parts.securityGroups, ...reading.unnamedGroups] };
}

/** Tables with a name, and those whose routes are lines of subnets and gateways. */
function routeTables(reading: Reading, inside: Inside): Parts['routeTables'] {
  return [
    ...inside.inVpcs('RouteTable', (node, id, vpc) => namedTablePart(reading, node, id, vpc)),
    ...inside.inVpcs('Subnet', (node, id, vpc) => subnetTablePart(reading, node, id, vpc)).flat(),
    ...inside.inVpcs('InternetGateway', (node, id, vpc) => gatewayTablePart(reading, node, id, vpc)).flat(),
    ...inside.anywhereInVpcs('RegionalNat', (node, id, vpc) => regionalTablePart(reading, node, id, vpc)),
  ];
}

function outsideOf(reading: Reading, node: ast.Member): readonly Outside[] {
  if (node.$type !== 'Host' && node.$type !== 'OutsideNetwork') return [];
  return reading.idsOf(node).map((id) => outsidePart(reading, node, id));
}
