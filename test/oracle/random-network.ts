// fast-check arbitraries of whole networks in which every construct of the language occurs in small doses. Addresses and ports come
// from tiny alphabets, so that rules meet packets; most rules let most things pass, so that traffic gets deep into the network.
import fc from 'fast-check';
import { type BalancerPlan, balancerText, linkText, randomBalancer } from './random/balancers.ts';
import { type AclPlan, aclText, type GroupPlan, groupText, randomAcl, randomGroup } from './random/filters.ts';
import { Names, randomSubnet, type SubnetPlan, subnetText } from './random/subnets.ts';

interface VpcPlan {
  readonly block: number;
  readonly igw: boolean;
  readonly egressOnly: boolean;
  readonly ipv6: boolean;
  readonly dns: boolean;
  readonly groups: readonly GroupPlan[];
  readonly acls: readonly AclPlan[];
  readonly subnets: readonly SubnetPlan[];
  readonly balancers: readonly BalancerPlan[];
}

const often = (weight: number): fc.Arbitrary<boolean> =>
  fc.oneof({ weight, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const seldom = (weight: number): fc.Arbitrary<boolean> =>
  fc.oneof({ weight, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const randomVpc: fc.Arbitrary<VpcPlan> = fc.record({
  block: fc.nat(1),
  igw: often(9),
  egressOnly: seldom(1),
  ipv6: seldom(3),
  dns: often(9),
  groups: fc.array(randomGroup, { minLength: 1, maxLength: 3 }),
  acls: fc.array(randomAcl, { maxLength: 2 }),
  subnets: fc.array(randomSubnet, { minLength: 1, maxLength: 4 }),
  balancers: fc.array(randomBalancer, { maxLength: 2 }),
});

const randomPlan = fc.record({
  vpcs: fc.array(randomVpc, { minLength: 1, maxLength: 2 }),
  zones: often(3),
  api: fc.constantFrom('', '', 'link', 'function'),
  packets: fc.nat(0xffff),
});

type Plan = typeof randomPlan extends fc.Arbitrary<infer T> ? T : never;

/** A text, and a number that decides which packets are sent through it. */
export interface Sample {
  readonly text: string;
  readonly packets: number;
}

/** Networks that can be read without a problem. */
export const randomNetwork: fc.Arbitrary<Sample> = randomPlan.map((plan) => ({ text: textOf(plan), packets: plan.packets }));

function textOf({ vpcs, zones, api }: Plan): string {
  const names = new Names();
  const texts = vpcs.map((vpc, index) => vpcText(vpc, index, vpcs.length > 1 && index > 0, zones, names));
  const outside = ['host registry 52.85.123.45', 'host dns 8.8.8.8', 'network office 198.51.100.0/24'];
  return [...outside, ...texts, ...linkText(api, names)].filter((line) => line !== '').join('\n');
}

function vpcText(plan: VpcPlan, index: number, second: boolean, zones: boolean, names: Names): string {
  const own = names.vpc(index, plan.block, plan.ipv6);
  const { name } = own;
  const subnets = plan.subnets.map((subnet, place) => subnetText(subnet, place, own, plan, zones));
  const lines = [
    `  ${plan.dns ? '' : 'dns-support off'}`,
    plan.igw ? '  igw door' : '',
    plan.ipv6 && plan.egressOnly ? '  egress-igw exit' : '',
    ...subnets,
    ...plan.groups.map((group, place) => groupText(group, place, own, second)),
    ...plan.acls.map((acl, place) => aclText(acl, place, own)),
    ...plan.balancers.map((balancer, place) => balancerText(balancer, place, own, plan)),
  ];
  const ipv6 = plan.ipv6 ? `, ${own.ipv6}::/56` : '';
  return `vpc ${name} 10.${own.block}.0.0/16${ipv6} {\n${lines.filter((line) => line.trim() !== '').join('\n')}\n}`;
}
