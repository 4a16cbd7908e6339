// A network → all its boxes, nested by location: Region, VPC, Availability Zone, subnet, resources.

import type { Peering, SiteLink } from '#language/network/connectors.ts';
import { exposureOf } from '#language/network/exposure.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { KubernetesService, Workload } from '#language/network/workload.ts';
import { type Connector, regionOf } from './connectors.ts';
import type { Box } from './diagram.ts';
import { isPrivateUse } from './gateway-of.ts';
import { boxOf, type Pictured, placingInterfaces } from './item-box.ts';
import { resolverBox } from './resolver.ts';
import { unknownBoxes } from './unknown-boxes.ts';

/**
 * Every box of the network, in this order: what is outside AWS, APIs and functions in no VPC, what connects VPCs, and Regions and
 * VPCs with their resolvers.
 */
export function boxesOf(network: Network): readonly Box[] {
  const contents = contentsOf(network);
  return [
    ...outsideBoxes(network),
    ...network.apiGateways.map(boxOf),
    ...network.workloads.filter(({ vpc }) => vpc === undefined).map(boxOf),
    ...regionBoxes(network, (vpc) => vpcBox(network, vpc, contents)),
  ];
}

/** Public hosts and networks are part of the internet and are inside its box. Private ranges, remote sites and networks behind an instance are beside it. */
function outsideBoxes({ outside, siteLinks }: Network): readonly Box[] {
  const remotes = new Set(siteLinks.flatMap((link) => link.remotes));
  const inInternet = (one: Outside) =>
    one.kind !== 'internet' && one.behind === undefined && !remotes.has(one) && !one.prefixes.some(isPrivateUse);
  return outside
    .filter((one) => !inInternet(one))
    .map((one) => (one.kind === 'internet' ? { ...boxOf(one), children: outside.filter(inInternet).map(boxOf) } : boxOf(one)));
}

/** What connects VPCs of one Region is in that Region, otherwise outside all Regions. A peering is between its VPCs if possible. */
function regionBoxes(network: Network, draw: (vpc: Vpc) => Box): readonly Box[] {
  const { vpcs } = network;
  const connectors = groupBy(connectorsOf(network), (resource) => regionOf(network, resource));
  const connectorsIn = (region: string | undefined) => connectors.get(region) ?? [];
  const stretches = [...groupBy(vpcs, ({ region }) => region)].flatMap(([region, own]): readonly Stretch[] => {
    const boxes = own.map((vpc) => ({ box: draw(vpc), vpcs: [vpc] }));
    if (region === undefined) return boxes;
    const children = between(boxes, connectorsIn(region));
    return [{ box: { id: `region:${region}`, kind: 'region', label: region, facts: [`Region ${region}`], children }, vpcs: own }];
  });
  return between(stretches, connectorsIn(undefined));
}

/** A VPC, or a Region with all its VPCs. */
interface Stretch {
  readonly box: Box;
  readonly vpcs: readonly Vpc[];
}

/** A connector between two neighbours is placed between them. All others come first. */
function between(stretches: readonly Stretch[], connectors: readonly Connector[]): readonly Box[] {
  const placeOf = new Map(stretches.flatMap(({ vpcs }, index) => vpcs.map((vpc) => [vpc, index])));
  const byGap = groupBy(connectors, (one) => (one.kind === 'peering' ? gapBetween(placeOf, one) : undefined));
  const at = (gap: number | undefined) => (byGap.get(gap) ?? []).map(boxOf);
  return [...at(undefined), ...stretches.flatMap(({ box }, index) => [box, ...at(index)])];
}

/** The index in the list after which a peering is placed, between the VPCs that it connects. `undefined` if they are not neighbours. */
function gapBetween(placeOf: ReadonlyMap<Vpc, number>, { vpcs }: Peering): number | undefined {
  const [first = 0, last = 0] = vpcs.map((vpc) => placeOf.get(vpc) ?? -1).toSorted((a, b) => a - b);
  return vpcs.length === 2 && first >= 0 && last === first + 1 ? first : undefined;
}

/** A VPN or Direct Connect of a VPC is on the edge of that VPC. */
function connectorsOf({ peerings, transitGateways, siteLinks }: Network): readonly Connector[] {
  return [...transitGateways, ...siteLinks.filter(({ vpc }) => vpc === undefined), ...peerings];
}

function vpcBox(network: Network, vpc: Vpc, contents: Contents): Box {
  const byZone = groupBy(subnetsOf(network).get(vpc) ?? [], ({ az }) => az);
  return {
    ...boxOf(vpc),
    children: [
      ...(edgesOf(network).get(vpc) ?? []).map(boxOf),
      ...childBoxes(vpc.id, contents),
      ...(vpc.isExternal ? [] : [resolverBox(vpc)]),
      ...unknownBoxes(network, vpc),
      ...[...byZone].flatMap(([az, subnets]) => {
        const boxes = publicFirst(subnets).map((subnet) => subnetBox(subnet, contents));
        return az === undefined ? boxes : [azBox(vpc, az, boxes, contents)];
      }),
    ],
  };
}

const subnetsOf = perObject(({ subnets }: Network) => groupBy(subnets, ({ vpc }) => vpc));

/** What is on the edge of each VPC: the gateways that are in no subnet. VPNs and Direct Connect are in the order of their remote ends. */
const edgesOf = perObject(({ gateways, regionalNats, siteLinks, endpoints, outside }: Network) => {
  const gatewayEndpoints = endpoints.filter(({ type }) => type === 'gateway');
  const place = ({ remotes }: SiteLink) => Math.max(...remotes.map((one) => outside.indexOf(one)));
  const lines = siteLinks.toSorted((a, b) => place(a) - place(b));
  return groupBy([...gateways, ...regionalNats, ...gatewayEndpoints, ...lines], ({ vpc }) => vpc);
});

function azBox(vpc: Vpc, az: string, subnets: readonly Box[], contents: Contents): Box {
  const id = azId(vpc, az);
  return {
    id,
    kind: 'zone',
    label: az,
    facts: [`Availability Zone ${az}`],
    children: [...childBoxes(id, contents), ...subnets],
  };
}

function azId(vpc: Vpc, az: string): string {
  return `zone:${vpc.id}/${az}`;
}

/** In every Availability Zone the public subnets are above the private ones, so that all look the same. */
function publicFirst(subnets: readonly Subnet[]): readonly Subnet[] {
  const rank = (subnet: Subnet) => (exposureOf(subnet).kind === 'public' ? 0 : 1);
  return subnets.toSorted((a, b) => rank(a) - rank(b));
}

function subnetBox(subnet: Subnet, contents: Contents): Box {
  return { ...boxOf(subnet), children: childBoxes(subnet.id, contents) };
}

/** What is directly in each VPC, Availability Zone, subnet or node, by the id of that box. */
type Contents = ReadonlyMap<string, readonly Pictured[]>;

function contentsOf(network: Network): Contents {
  const pods = podsByNode(network.workloads);
  const hosted = new Set([...pods.values()].flat());
  const own = new Map<string, Pictured[]>();
  for (const { resource, parent } of placedResources(network)) {
    if (parent === undefined || hosted.has(resource)) continue;
    const known = own.get(parent);
    if (known === undefined) own.set(parent, [resource]);
    else known.push(resource);
  }
  return new Map([...pods, ...own]);
}

/** Everything whose location follows from its interfaces, with the box that it is in. */
function placedResources(network: Network): readonly { readonly resource: Pictured; readonly parent: string | undefined }[] {
  const interfacesOf = groupByOwner(network.interfaces);
  return [
    ...network.natGateways.map((resource) => ({ resource, parent: parentOf([resource.interface], resource.vpc) })),
    ...network.loadBalancers.map((resource) => ({ resource, parent: parentOf(resource.nodes, resource.vpc) })),
    ...network.endpoints
      .filter(({ type }) => type !== 'gateway')
      .map((resource) => ({ resource, parent: parentOf(resource.interfaces, resource.vpc) })),
    ...network.resolverEndpoints.map((resource) => ({ resource, parent: parentOf(resource.interfaces, resource.vpc) })),
    ...network.clientVpns.map((resource) => ({ resource, parent: parentOf(resource.interfaces, resource.vpc) })),
    ...network.kubernetesServices.map((resource) => ({
      resource,
      parent: parentOf(podInterfaces(resource, interfacesOf), undefined),
    })),
    ...network.workloads.map((resource) => ({ resource, parent: parentOf(placingInterfaces(resource), resource.vpc) })),
  ];
}

function groupByOwner(interfaces: readonly Interface[]): ReadonlyMap<EntityId, readonly Interface[]> {
  const owners = new Map<EntityId, Interface[]>();
  for (const one of interfaces) {
    const known = owners.get(one.owner);
    if (known === undefined) owners.set(one.owner, [one]);
    else known.push(one);
  }
  return owners;
}

/** A Kubernetes service is beside its pods; without pods, beside its nodes. */
function podInterfaces(
  { pods, workers }: KubernetesService,
  interfacesOf: ReadonlyMap<EntityId, readonly Interface[]>,
): readonly Interface[] {
  const behind = pods.flatMap(({ pod }) => interfacesOf.get(pod) ?? []);
  return behind.length > 0 ? behind : workers.flatMap((worker) => interfacesOf.get(worker) ?? []);
}

/** A pod is inside its node's box if both are in the same subnet. */
function podsByNode(workloads: readonly Workload[]): ReadonlyMap<EntityId, readonly Pictured[]> {
  const subnetOf = new Map(workloads.map((one) => [one.id, one.interfaces[0]?.subnet]));
  const hosted = workloads.flatMap((pod) =>
    pod.kind === 'pod' && pod.node !== undefined && subnetOf.get(pod.node) === pod.interfaces[0]?.subnet
      ? [{ pod, node: pod.node }]
      : [],
  );
  const byNode = groupBy(hosted, ({ node }) => node);
  return new Map([...byNode].map(([node, own]) => [node, own.map(({ pod }) => pod)]));
}

/** The innermost box around all interfaces of a resource: a load balancer in two AZs is directly in its VPC. */
function parentOf(interfaces: readonly Interface[], vpc: Vpc | undefined): string | undefined {
  const subnets = new Set(interfaces.map(({ subnet }) => subnet));
  const azs = new Set([...subnets].map(({ az }) => az));
  const [subnet] = subnets;
  if (subnet === undefined) return vpc?.id;
  if (subnets.size === 1) return subnet.id;
  return azs.size === 1 && subnet.az !== undefined ? azId(subnet.vpc, subnet.az) : subnet.vpc.id;
}

function childBoxes(parent: string, contents: Contents): readonly Box[] {
  return (contents.get(parent) ?? []).map((resource) => ({ ...boxOf(resource), children: childBoxes(resource.id, contents) }));
}
