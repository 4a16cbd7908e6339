// A network in; all its boxes out, nested as they stand: region, VPC, availability zone, subnet, things.
import { overlaps, type Prefix, parsePrefix } from '#language/network/address.ts';
import { exposureOf } from '#language/network/exposure.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network, Outside, Subnet, Vpc, Workload } from '#language/network/network.ts';
import type { Box } from './diagram.ts';
import { boxOf, type Pictured } from './item-box.ts';
import { resolverBox } from './resolver.ts';

/** Every box of the network: what lies outside first, then the APIs and functions in no VPC, then regions and VPCs with their resolvers. */
export function boxesOf(network: Network): readonly Box[] {
  const homes = homesOf(network);
  return [
    ...outsideBoxes(network.outside),
    ...network.apiGateways.map(boxOf),
    ...network.workloads.filter(({ vpc }) => vpc === undefined).map(boxOf),
    ...regionBoxes(network.vpcs, (vpc) => vpcBox(network, vpc, homes)),
  ];
}

/** Public hosts and networks are part of the internet and stand inside its box; private ranges stand beside it. */
function outsideBoxes(outside: readonly Outside[]): readonly Box[] {
  const inInternet = (one: Outside) => one.kind !== 'internet' && !one.prefixes.some(isPrivateUse);
  return outside
    .filter((one) => !inInternet(one))
    .map((one) => (one.kind === 'internet' ? { ...boxOf(one), children: outside.filter(inInternet).map(boxOf) } : boxOf(one)));
}

/** Ranges that are routed on no internet: RFC 1918, RFC 6598, RFC 4193. */
const PRIVATE_USE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']
  .map(parsePrefix)
  .filter((prefix) => prefix !== undefined);

function isPrivateUse(prefix: Prefix): boolean {
  return prefix.length > 0 && PRIVATE_USE.some((range) => overlaps(range, prefix));
}

function regionBoxes(vpcs: readonly Vpc[], draw: (vpc: Vpc) => Box): readonly Box[] {
  const regions = [...new Set(vpcs.map(({ region }) => region))];
  return regions.flatMap((region) => {
    const children = vpcs.filter((vpc) => vpc.region === region).map(draw);
    if (region === undefined) return children;
    return [{ id: `region:${region}`, kind: 'region' as const, label: region, facts: [`Region ${region}`], children }];
  });
}

function vpcBox(network: Network, vpc: Vpc, homes: Homes): Box {
  const subnets = network.subnets.filter((subnet) => subnet.vpc === vpc);
  const zones = [...new Set(subnets.map(({ zone }) => zone))];
  return {
    ...boxOf(vpc),
    children: [
      ...network.gateways.filter((gateway) => gateway.vpc === vpc).map(boxOf),
      ...contentOf(vpc.id, homes),
      resolverBox(vpc),
      ...zones.flatMap((zone) => {
        const boxes = publicFirst(subnets.filter((subnet) => subnet.zone === zone)).map((subnet) => subnetBox(subnet, homes));
        return zone === undefined ? boxes : [zoneBox(vpc, zone, boxes, homes)];
      }),
    ],
  };
}

function zoneBox(vpc: Vpc, zone: string, subnets: readonly Box[], homes: Homes): Box {
  const id = zoneId(vpc, zone);
  return { id, kind: 'zone', label: zone, facts: [`Availability zone ${zone}`], children: [...contentOf(id, homes), ...subnets] };
}

function zoneId(vpc: Vpc, zone: string): string {
  return `zone:${vpc.id}/${zone}`;
}

/** In every zone the public subnets stand above the private ones, so that zones look alike. */
function publicFirst(subnets: readonly Subnet[]): readonly Subnet[] {
  const rank = (subnet: Subnet) => (exposureOf(subnet).kind === 'public' ? 0 : 1);
  return subnets.toSorted((a, b) => rank(a) - rank(b));
}

function subnetBox(subnet: Subnet, homes: Homes): Box {
  return { ...boxOf(subnet), children: contentOf(subnet.id, homes) };
}

/** What stands directly in each VPC, zone, subnet or node, by the id of that box. */
type Homes = ReadonlyMap<string, readonly Pictured[]>;

function homesOf(network: Network): Homes {
  const pods = podsByNode(network.workloads);
  const hosted = new Set([...pods.values()].flat());
  const things = [...network.natGateways, ...network.loadBalancers, ...network.workloads.filter((one) => !hosted.has(one))];
  const homes = new Map<string, readonly Pictured[]>(pods);
  for (const thing of things) {
    const home = homeOf(thing);
    if (home !== undefined) homes.set(home, [...(homes.get(home) ?? []), thing]);
  }
  return homes;
}

/** A pod stands inside its node's box if both are in the same subnet. */
function podsByNode(workloads: readonly Workload[]): Map<EntityId, readonly Workload[]> {
  const subnetOf = new Map(workloads.map((one) => [one.id, one.interfaces[0]?.subnet]));
  const pods = new Map<EntityId, readonly Workload[]>();
  for (const pod of workloads) {
    if (pod.kind !== 'pod' || pod.node === undefined || subnetOf.get(pod.node) !== pod.interfaces[0]?.subnet) continue;
    pods.set(pod.node, [...(pods.get(pod.node) ?? []), pod]);
  }
  return pods;
}

/** The innermost box round all interfaces of a thing: a load balancer of two zones stands at the level of its VPC. */
function homeOf(thing: Extract<Pictured, { readonly kind: Workload['kind'] | 'nat' | 'alb' | 'nlb' }>): string | undefined {
  const interfaces = thing.kind === 'nat' ? [thing.interface] : 'nodes' in thing ? thing.nodes : thing.interfaces;
  const subnets = new Set(interfaces.map(({ subnet }) => subnet));
  const zones = new Set([...subnets].map(({ zone }) => zone));
  const [subnet] = subnets;
  if (subnet === undefined) return thing.vpc?.id;
  if (subnets.size === 1) return subnet.id;
  return zones.size === 1 && subnet.zone !== undefined ? zoneId(subnet.vpc, subnet.zone) : subnet.vpc.id;
}

function contentOf(home: string, homes: Homes): readonly Box[] {
  return (homes.get(home) ?? []).map((thing) => ({ ...boxOf(thing), children: contentOf(thing.id, homes) }));
}
