// Everything that has network interfaces, in the order in which addresses are handed out.
import type * as ast from '#language/ast/generated/ast.ts';
import { type Address, parseAddress } from '#language/network/address.ts';
import type { InternetGateway } from '#language/network/gateways.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { collect, idOf, isNamed, withInner } from './collect.ts';
import { vpcEndpoint } from './endpoints.ts';
import type { Surroundings } from './interfaces.ts';
import { apiGateway, loadBalancer, targetGroup } from './load-balancers.ts';
import { natGateway, regionalNat } from './nats.ts';
import { workloadFrom } from './workloads.ts';

type Placed = ReturnType<typeof placedResources>;

/** NAT gateways, workloads, load balancers, APIs and endpoints. New kinds come last, so that the others keep their addresses. */
export function placedResources(
  around: Surroundings,
  members: readonly ast.Member[],
  vpcs: ReadonlyMap<ast.Vpc, Vpc>,
  gateways: readonly InternetGateway[],
) {
  const { reading } = around;
  const inSubnet = [...around.subnets].flatMap(([node, subnet]) =>
    node.members.filter(isNamed).map((inner) => ({ inner, subnet })),
  );
  const loose = [...members, ...[...vpcs.keys()].flatMap((node) => node.members)].filter(isNamed);
  for (const node of loose) {
    if (node.$type !== 'NatGateway') continue;
    reading.report(
      'nat-without-subnet',
      'error',
      idOf(reading, node),
      `A zonal NAT gateway lives in one subnet: move ${node.name} into a public one.`,
    );
  }
  const inEach = <R>(make: (node: ast.Vpc, vpc: Vpc) => ReadonlyMap<unknown, R>): readonly R[] =>
    [...vpcs].flatMap(([node, vpc]) => [...make(node, vpc).values()]);
  return {
    natGateways: inSubnet.flatMap(({ inner, subnet }) =>
      inner.$type === 'NatGateway' ? [natGateway(around, inner, idOf(reading, inner), subnet)] : [],
    ),
    workloads: [
      ...inSubnet.flatMap(({ inner, subnet }) =>
        inner.$type === 'Workload' ? [workloadFrom(around, inner, idOf(reading, inner), subnet)] : [],
      ),
      ...loose.flatMap((node) => (node.$type === 'Workload' ? [workloadFrom(around, node, idOf(reading, node), undefined)] : [])),
    ],
    loadBalancers: inEach((node, vpc) =>
      collect(node.members, 'LoadBalancer', (inner) => loadBalancer(around, inner, idOf(reading, inner), vpc)),
    ),
    targetGroups: inEach((node, vpc) =>
      collect(node.members, 'TargetGroup', (inner) => targetGroup(reading, inner, idOf(reading, inner), vpc)),
    ),
    apiGateways: loose.flatMap((node) => (node.$type === 'ApiGateway' ? [apiGateway(around, node, idOf(reading, node))] : [])),
    regionalNats: inEach((node, vpc) =>
      collect(node.members.flatMap(withInner), 'RegionalNat', (inner) =>
        regionalNat(around, inner, idOf(reading, inner), vpc, gateways),
      ),
    ),
    endpoints: inEach((node, vpc) =>
      collect(node.members, 'VpcEndpoint', (inner) => vpcEndpoint(around, inner, idOf(reading, inner), vpc)),
    ),
  };
}

/** Addresses that stand in the text, so that none of them is handed out twice. Declarations report unreadable ones. */
export function declaredAddresses(members: readonly ast.Member[]): readonly Address[] {
  return members
    .flatMap(withInner)
    .flatMap(addressTexts)
    .flatMap((text) => parseAddress(text) ?? []);
}

function addressTexts(node: ReturnType<typeof withInner>[number]): readonly string[] {
  switch (node.$type) {
    case 'Host':
      return node.addresses;
    case 'NatGateway':
      return [...node.addresses, ...node.properties.flatMap(named)];
    case 'RegionalNat':
      return node.properties.flatMap(named);
    case 'Workload':
      return [node, ...node.interfaces].flatMap(({ addresses, properties }) => [...addresses, ...properties.flatMap(named)]);
    case 'TargetGroup':
      return node.properties.flatMap((property) =>
        property.$type === 'TargetsProperty' ? property.targets.flatMap(({ address }) => address ?? []) : [],
      );
    case 'LoadBalancer':
      return node.properties.flatMap(named);
    case 'OutsideNetwork':
    case 'PrefixList':
    case 'Vpc':
    case 'Peering':
    case 'SiteLink':
    case 'TransitGateway':
    case 'ApiGateway':
    case 'Flow':
    case 'Expectation':
    case 'View':
    case 'InternetGateway':
    case 'Subnet':
    case 'RouteTable':
    case 'SecurityGroup':
    case 'NetworkAcl':
    case 'VpcEndpoint':
    case 'KubernetesService':
    case 'TransitAttachment':
    case 'TransitRouteTable':
      return [];
  }
}

function named(property: object | { readonly addresses: readonly string[] }): readonly string[] {
  return 'addresses' in property ? property.addresses : [];
}

/** All network interfaces of these resources. */
export function interfacesOf(resources: Placed): readonly Interface[] {
  return [
    ...resources.natGateways.map((nat) => nat.interface),
    ...resources.workloads.flatMap(({ interfaces }) => interfaces),
    ...resources.loadBalancers.flatMap(({ nodes }) => nodes),
    ...resources.apiGateways.flatMap(({ integration }) => (integration.kind === 'vpc-link' ? integration.interfaces : [])),
    ...resources.endpoints.flatMap(({ interfaces }) => interfaces),
  ];
}
