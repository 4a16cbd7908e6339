// Subnets with their routes and their resources.
import fc from 'fast-check';
import type { Around, VpcNames } from './names.ts';
import { KINDS, type ResourcePlan, type SubnetPlan, TARGETS, type Target } from './plans.ts';

const rarely = (weight: number): fc.Arbitrary<boolean> =>
  fc.oneof({ weight, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const randomResource: fc.Arbitrary<ResourcePlan> = fc.record({
  kind: fc.constantFrom(...KINDS),
  groups: fc.oneof(
    { weight: 6, arbitrary: fc.array(fc.nat(2), { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.constant([]) },
  ),
  elastic: fc.boolean(),
  pods: fc.nat(2),
  ipv6: fc.boolean(),
  second: fc.option(fc.nat(3), { freq: 7, nil: undefined }),
  special: rarely(3),
  podsHaveGroups: rarely(3),
});

const target = fc.constantFrom(...TARGETS);

/** Subnets with up to a few resources, most of them with a route to the internet. */
export const randomSubnet: fc.Arbitrary<SubnetPlan> = fc.record({
  az: fc.nat(1),
  exit: fc.oneof({ weight: 3, arbitrary: fc.constantFrom('igw' as const, 'nat' as const) }, { weight: 2, arbitrary: target }),
  exit6: fc.constantFrom('igw', 'egress-igw', 'none'),
  office: fc.oneof({ weight: 5, arbitrary: fc.constant('none' as const) }, { weight: 1, arbitrary: target }),
  detour: fc.option(
    fc.record({
      to: fc.nat(3),
      by: fc.constantFrom('nat' as const, 'inspect' as const, 'appliance' as const, 'appliance' as const),
    }),
    { freq: 5, nil: undefined },
  ),
  far: fc.constantFrom('peering', 'peering', 'hub', 'hub', 'none'),
  site: fc.constantFrom('route', 'propagate', 'propagate', 'hub', 'none'),
  list: fc.oneof({ weight: 6, arbitrary: fc.constant('none' as const) }, { weight: 1, arbitrary: target }),
  acl: fc.option(fc.nat(1), { freq: 1, nil: undefined }),
  nat: fc.option(fc.constantFrom('public', 'public', 'public', 'private'), { freq: 1, nil: undefined }),
  excluded: fc.boolean(),
  resources: fc.array(randomResource, { maxLength: 2 }),
});

/** The declaration of a subnet and all that is in it. `place` is its number in the VPC. */
export function subnetText(plan: SubnetPlan, place: number, own: VpcNames, around: Around): string {
  const lines = [
    around.azs ? `az ${azOf(plan)}` : '',
    plan.acl !== undefined && around.acls.length > 0 ? `network-acl list-${plan.acl % around.acls.length}` : '',
    around.publicAccess !== 'off' && plan.excluded ? 'block-public-access off' : '',
    ...routes(plan, place, own, around),
    plan.nat === undefined ? '' : natText(plan.nat, place, own),
    ...plan.resources.flatMap((resource, index) => resourceText(resource, place, index, own, around)),
  ];
  const ipv6 = around.ipv6 ? `, ${own.ipv6}:${place}::/64` : '';
  const text = lines.filter((line) => line !== '').map((line) => `    ${line}`);
  return `  subnet net-${place} ${own.subnet(place)}${ipv6} {\n${text.join('\n')}\n  }`;
}

/** The AZ of a subnet, if the text names AZs. */
export function azOf({ az }: Pick<SubnetPlan, 'az'>): string {
  return az === 0 ? 'us-east-1a' : 'us-east-1b';
}

function routes(plan: SubnetPlan, place: number, own: VpcNames, around: Around): readonly string[] {
  const { links, subnets } = around;
  const named = (to: Target): string => targetName(to, place, around);
  const exit6 = plan.exit6 === 'igw' ? around.igw && 'gate' : plan.exit6 === 'egress-igw' && around.egressOnly && 'exit';
  const detour =
    plan.detour !== undefined && plan.detour.to !== place && plan.detour.to < subnets.length ? plan.detour : undefined;
  // To VPCs that are not peered, through a peering connection of other VPCs, which leads to its own VPCs only.
  const farBy = (vpc: number): string => {
    if (plan.far === 'none') return '';
    const peering = links.peeringTo(vpc) || links.peeringTo(1);
    return plan.far === 'hub' && links.hub !== '' ? links.hub : peering || links.hub;
  };
  const site = plan.site === 'hub' ? links.siteHub : plan.site === 'route' ? links.site : '';
  const pairs: readonly (readonly [string, string])[] = [
    ['0.0.0.0/0', named(plan.exit)],
    ['198.51.100.0/24', named(plan.office)],
    ...links.far.map(({ vpc, block }) => [block, farBy(vpc)] as const),
    ['192.168.0.0/24', site],
    ['partners', around.lists ? named(plan.list) : ''],
    ['::/0', around.ipv6 && exit6 ? exit6 : ''],
    [detour === undefined ? '' : own.subnet(detour.to), detour === undefined ? '' : named(detour.by)],
  ];
  return [
    ...pairs.flatMap(([destination, name]) => (destination === '' || name === '' ? [] : [`route ${destination} -> ${name}`])),
    plan.site === 'propagate' && links.site !== '' ? `propagate ${links.sites.join(', ')}` : '',
  ];
}

/** The nearest resource of this kind, those of other subnets first. */
function targetName(to: Target, place: number, around: Around): string {
  switch (to) {
    case 'none':
      return '';
    case 'igw':
      return around.igw ? 'gate' : '';
    case 'regional':
      return around.regional === undefined ? '' : 'nat-r';
    case 'hub':
      return around.links.hub;
    case 'inspect':
      return around.inspect ? 'inspect' : '';
    default:
      return hostName(to, place, around);
  }
}

function hostName(to: 'nat' | 'nat-instance' | 'appliance', place: number, { subnets }: Around): string {
  const is = ({ kind, special }: ResourcePlan): boolean => (to === 'appliance' ? kind === 'instance' && special : kind === to);
  const has = ({ nat, resources }: SubnetPlan): boolean => (to === 'nat' ? nat !== undefined : resources.some(is));
  const index = subnets.findIndex((subnet, other) => other !== place && has(subnet));
  const found = index >= 0 ? index : subnets.findIndex(has);
  const subnet = subnets[found];
  if (subnet === undefined) return '';
  const resource = subnet.resources.findIndex(is);
  return to === 'nat' ? `nat-${found}` : `${subnet.resources[resource]?.kind}-${found}-${resource}`;
}

/** An instance that forwards packets, and has a public address. */
export function publicAppliance(subnets: readonly SubnetPlan[]): string {
  for (const [place, { resources }] of subnets.entries()) {
    const index = resources.findIndex(({ kind, special, elastic }) => kind === 'instance' && special && elastic);
    if (index >= 0) return `instance-${place}-${index}`;
  }
  return '';
}

function natText(kind: 'public' | 'private', place: number, own: VpcNames): string {
  return kind === 'private' ? `private nat nat-${place}` : `nat nat-${place} { elastic-ip ${own.elastic()} }`;
}

function resourceText(plan: ResourcePlan, subnet: number, index: number, own: VpcNames, around: Around): readonly string[] {
  const { kind, groups, elastic, pods, ipv6, special } = plan;
  const number = `${subnet}-${index}`;
  const name = `${kind}-${number}`;
  const address = own.address(subnet, 10 + index);
  const both = around.ipv6 && ipv6 && kind !== 'lambda' ? `${address}, ${own.ipv6}:${subnet}::${10 + index}` : address;
  const properties = [
    elastic && kind !== 'lambda' && kind !== 'database' ? `elastic-ip ${own.elastic()}` : '',
    groupsText(groups, own),
    kind === 'nat-instance' ? `source-dest-check ${special ? 'on' : 'off'}` : '',
    kind === 'instance' && special ? 'source-dest-check off' : '',
    kind === 'node' && special ? 'external-snat on' : '',
    kind === 'instance' ? secondInterface(plan, subnet, index, own, around) : '',
  ].filter((text) => text !== '');
  own.targets.push({ name, kind });
  const podNames = kind === 'node' ? Array.from({ length: pods }, (_, pod) => `pod-${number}-${pod}`) : [];
  own.targets.push(...podNames.map((pod) => ({ name: pod, kind: 'pod' as const })));
  // A pod with groups of its own has others than its node, so that one can tell whose interface it uses.
  const other =
    own.groups > 1 && plan.podsHaveGroups && groups.length > 0
      ? `security-groups group-${((groups[0] ?? 0) + 1) % own.groups}`
      : '';
  const differs = other !== groupsText(groups, own) ? other : '';
  return [
    `${kind} ${name} ${both} { ${properties.join('  ')} }`,
    ...podNames.map((pod) => `pod ${pod} { on ${name}  ${differs} }`),
  ];
}

function secondInterface({ second, groups }: ResourcePlan, subnet: number, index: number, own: VpcNames, around: Around): string {
  if (second === undefined || second >= around.subnets.length || second === subnet) return '';
  return `interface eth1 ${own.address(second, 40 + 4 * subnet + index)} { subnets net-${second}  ${groupsText(groups.slice(0, 1), own)} }`;
}

/** `security-groups a, b`, or nothing for the default group. */
export function groupsText(groups: readonly number[], own: VpcNames): string {
  const named = [...new Set(groups.map((group) => `group-${group % own.groups}`))];
  return named.length > 0 ? `security-groups ${named.join(', ')}` : '';
}
