// fast-check arbitraries of whole networks in which every construct of the language occurs in small doses. Addresses and ports come
// from tiny alphabets, so that rules meet packets; most rules let most resources pass, so that traffic gets deep into the network.
import fc from 'fast-check';
import { apiText, type BalancerPlan, balancerText, randomBalancer } from './random/balancers.ts';
import { dnsText, type ResolverPlan, randomDns, randomResolver, resolverText } from './random/dns.ts';
import {
  type ClientVpnPlan,
  clientVpnText,
  type EndpointPlan,
  endpointsText,
  randomClientVpn,
  randomEndpoint,
  regionalText,
  serviceText,
} from './random/endpoints.ts';
import { type AclPlan, aclText, type GroupPlan, groupText, randomAcl, randomGroup } from './random/filters.ts';
import { type FirewallPlan, firewallText, randomFirewall } from './random/firewalls.ts';
import { type GatewayPlan, gatewayText, randomGateway } from './random/gateways.ts';
import { blockOf, linksOf, linksText, randomLinks } from './random/links.ts';
import { type Around, Names, type VpcNames } from './random/names.ts';
import type { ResourcePlan, SpreadPlan, SubnetPlan } from './random/plans.ts';
import { firstResource, randomSpread, randomSubnet, spreadText, subnetText } from './random/subnets.ts';

interface VpcPlan {
  readonly block: number;
  readonly secondary: number | undefined;
  readonly igw: boolean;
  readonly edge: number | undefined;
  readonly egressOnly: boolean;
  readonly ipv6: boolean;
  readonly dns: boolean;
  readonly hostnames: boolean;
  readonly publicAccess: 'off' | 'bidirectional' | 'ingress-only';
  readonly regional: 'automatic' | 'manual' | undefined;
  readonly inspect: number | undefined;
  readonly firewall: FirewallPlan | undefined;
  readonly gateway: GatewayPlan | undefined;
  readonly service: 'cluster' | 'local' | undefined;
  readonly groups: readonly GroupPlan[];
  readonly acls: readonly AclPlan[];
  readonly subnets: readonly SubnetPlan[];
  readonly spread: readonly SpreadPlan[];
  readonly balancers: readonly BalancerPlan[];
  readonly endpoints: readonly EndpointPlan[];
  readonly clientVpn: ClientVpnPlan | undefined;
  readonly resolver: ResolverPlan | undefined;
}

const often = (weight: number): fc.Arbitrary<boolean> =>
  fc.oneof({ weight, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const seldom = <T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const randomVpc: fc.Arbitrary<VpcPlan> = fc.record({
  block: fc.nat(1),
  secondary: seldom(5, fc.nat(3)),
  igw: often(9),
  edge: seldom(4, fc.nat(3)),
  egressOnly: fc.boolean(),
  ipv6: fc.constantFrom(false, false, false, true),
  dns: often(9),
  hostnames: fc.boolean(),
  publicAccess: fc.constantFrom('off', 'off', 'off', 'off', 'off', 'off', 'bidirectional', 'ingress-only'),
  regional: seldom(4, fc.constantFrom('automatic', 'manual')),
  inspect: seldom(3, fc.nat(3)),
  firewall: seldom(1, randomFirewall),
  gateway: seldom(1, randomGateway),
  service: seldom(1, fc.constantFrom('cluster', 'local')),
  groups: fc.array(randomGroup, { minLength: 1, maxLength: 3 }),
  acls: fc.array(randomAcl, { maxLength: 2 }),
  subnets: fc.array(randomSubnet, { minLength: 1, maxLength: 4 }),
  spread: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(randomSpread, { maxLength: 2 }) }),
  balancers: fc.array(randomBalancer, { maxLength: 2 }),
  endpoints: fc.array(randomEndpoint, { maxLength: 2 }),
  clientVpn: seldom(2, randomClientVpn),
  resolver: seldom(1, randomResolver),
});

const randomPlan = fc.record({
  vpcs: fc.array(randomVpc, { minLength: 1, maxLength: 3 }),
  links: randomLinks,
  azs: often(3),
  regions: fc.constantFrom('none', 'none', 'same', 'other'),
  lists: fc.boolean(),
  overlays: fc.constantFrom<readonly OverlayPlan[]>([], [], [], [], ['forwarder'], ['forwarder'], ['forwarder', 'any'], ['any']),
  api: fc.record({ behind: fc.constantFrom('', '', '', 'link', 'link', 'rest-link', 'function'), isPrivate: often(1) }),
  dns: randomDns,
  packets: fc.nat(0xffff),
});

/** Who is in front of a network: an instance that forwards packets, or any machine. */
type OverlayPlan = 'forwarder' | 'any';

type Plan = typeof randomPlan extends fc.Arbitrary<infer T> ? T : never;

/** A text, and a number that decides which packets are sent through it. */
export interface Sample {
  readonly text: string;
  readonly packets: number;
}

/** Networks that can be read without a problem. */
export const randomNetwork: fc.Arbitrary<Sample> = randomPlan.map(sampleOf);

function sampleOf(plan: Plan): Sample {
  return { text: textOf(plan), packets: plan.packets };
}

const OUTSIDE = [
  'host registry 52.85.123.45',
  'host dns 8.8.8.8',
  'network office 198.51.100.0/24',
  'network hq 192.168.0.0/24',
  'network bucket 52.216.0.0/24',
  'prefix-list partners 198.51.100.0/25, 52.85.123.45/32',
];

function textOf(plan: Plan): string {
  const { vpcs, links, azs } = plan;
  const names = new Names(plan.api);
  const joined = links.join !== 'none';
  const own = vpcs.map((vpc, index) => {
    // Blocks collide only where nothing connects them.
    const secondary = vpc.secondary !== undefined && vpc.secondary < vpc.subnets.length ? vpc.secondary : undefined;
    return names.vpc(index, joined ? index : vpc.block, vpc.groups.length, secondary);
  });
  const blocks = own.map(({ block }) => blockOf(block));
  const overlays = overlaysOf(plan);
  const texts = vpcs.map((vpc, index) => {
    const name = own[index];
    const link = linksOf(links, index, blocks);
    const region =
      plan.regions === 'none'
        ? ''
        : plan.regions === 'other' && links.join === 'peering' && index > 0
          ? 'eu-west-1'
          : 'us-east-1';
    return name === undefined
      ? ''
      : vpcText(vpc, index, name, names, region, {
          ...vpc,
          azs,
          lists: plan.lists,
          inspect: vpc.inspect !== undefined,
          links: link,
          overlays: overlays.map(({ block, machine }) => ({ block, by: index === 0 ? machine : link.peeringTo(0) || link.hub })),
        });
  });
  const between = linksText(
    links,
    own,
    vpcs.map(({ subnets }) => subnets),
    azs,
  );
  const anywhere = links.site !== 'none' && links.beside === 'anywhere' ? ['network anywhere 0.0.0.0/0'] : [];
  const behind = overlays.map(({ name, block, machine }) => `network ${name} ${block} behind vpc-0.${machine}`);
  const dns = dnsText(
    plan.dns,
    own,
    vpcs.map(({ resolver }) => resolver),
  );
  return [...OUTSIDE, ...anywhere, ...behind, ...texts, ...between, ...apiText(names), ...dns]
    .filter((line) => line !== '')
    .join('\n');
}

/** The networks behind machines of the first VPC. */
function overlaysOf({ overlays, vpcs: [first] }: Plan): readonly { name: string; block: string; machine: string }[] {
  return overlays.flatMap((by, index) => {
    const isMeant = ({ kind, special }: ResourcePlan): boolean =>
      by === 'forwarder' ? kind === 'instance' && special : kind === 'instance' || kind === 'node';
    const machine = firstResource(first?.subnets ?? [], isMeant);
    return machine === '' ? [] : [{ name: `overlay-${index}`, block: `10.${8 + index}.0.0/24`, machine }];
  });
}

/** What inspects packets: a firewall, a Gateway Load Balancer with its appliances, or appliances that are not modelled. */
function inspectorText({ inspect, firewall, gateway, subnets, ipv6 }: VpcPlan, own: VpcNames): string {
  if (inspect === undefined) return '';
  const subnet = inspect % subnets.length;
  if (firewall !== undefined) return firewallText('inspect', firewall, subnet, own);
  const service = gateway === undefined ? '' : '  serves fence';
  const endpoint = `  endpoint inspect gateway-load-balancer { subnets net-${subnet}${service} }`;
  return gateway === undefined ? endpoint : `${endpoint}\n${gatewayText('fence', gateway, own, subnets.length, ipv6)}`;
}

function vpcText(plan: VpcPlan, index: number, own: VpcNames, names: Names, region: string, around: Around): string {
  const { subnets } = plan;
  const appliance = firstResource(subnets, ({ kind, special, elastics }) => kind === 'instance' && special && elastics > 0);
  const first = appliance !== '' ? appliance : plan.inspect === undefined ? '' : 'inspect';
  const edge =
    plan.edge !== undefined && plan.edge < subnets.length && first !== ''
      ? ` { route ${own.subnet(plan.edge)} -> ${first} }`
      : '';
  const written = subnets.map((subnet, place) => subnetText(subnet, place, own, around));
  const spread = plan.spread.map((one, place) => spreadText(one, place, own, subnets.length));
  const balancers = plan.balancers.map((balancer, place) => balancerText(balancer, place, own, plan));
  const provider = names.vpcs.find(({ nlbs }) => nlbs.length > 0);
  const served = {
    balancer: provider === undefined ? '' : `${provider.name}.${provider.nlbs[0]}`,
    api: names.api.isPrivate && apiText(names).length > 0 ? 'api' : '',
  };
  const lines = [
    region === '' ? '' : `  region ${region}`,
    plan.dns ? '' : '  dns-support off',
    plan.hostnames ? '  dns-hostnames on' : '',
    plan.publicAccess === 'off' ? '' : `  block-public-access ${plan.publicAccess}`,
    plan.igw ? `  igw gate${edge}` : '',
    plan.ipv6 && plan.egressOnly ? '  egress-igw exit' : '',
    regionalText(plan.regional, own, around.azs),
    inspectorText(plan, own),
    ...written,
    ...spread,
    ...plan.groups.map((group, place) => groupText(group, place, own, index > 0)),
    ...plan.acls.map((acl, place) => aclText(acl, place, own)),
    ...balancers,
    ...endpointsText(plan.endpoints, own, subnets.length, served),
    serviceText(plan.service, own),
    ...resolverText(plan.resolver, own, subnets.length),
    clientVpnText(plan.clientVpn, own, subnets.length, blockOf(own.block)),
  ];
  const secondary = subnets.some((_, place) => own.subnet(place).startsWith('100.')) ? `, 100.${64 + index}.0.0/16` : '';
  const ipv6 = plan.ipv6 ? `, ${own.ipv6}::/56` : '';
  return `vpc ${own.name} ${blockOf(own.block)}${secondary}${ipv6} {\n${lines.filter((line) => line.trim() !== '').join('\n')}\n}`;
}
