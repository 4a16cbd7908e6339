// Subnets with their routes and their resources.
import fc from 'fast-check';
import type { Around, VpcNames } from './names.ts';
import { KINDS, type ResourcePlan, type SpreadPlan, type SubnetPlan, TARGETS, type Target } from './plans.ts';

const rarely = (weight: number): fc.Arbitrary<boolean> =>
  fc.oneof({ weight, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const randomResource: fc.Arbitrary<ResourcePlan> = fc.record({
  kind: fc.constantFrom(...KINDS),
  groups: fc.oneof(
    { weight: 6, arbitrary: fc.array(fc.nat(2), { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.constant([]) },
  ),
  secondary: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(1, 2) }),
  elastics: fc.constantFrom(0, 0, 0, 1, 1, 2),
  pods: fc.nat(2),
  ipv6: fc.boolean(),
  further: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.uniqueArray(fc.nat(3), { maxLength: 2 }) },
  ),
  special: rarely(3),
  podsHaveGroups: rarely(3),
});

const target = fc.constantFrom(...TARGETS);

/** Functions, services, databases and fleets in a few subnets. */
export const randomSpread: fc.Arbitrary<SpreadPlan> = fc.record({
  kind: fc.constantFrom('lambda', 'lambda', 'service', 'database', 'fleet', 'fleet'),
  count: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 2, nil: undefined }),
  subnets: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 3 }),
  groups: fc.array(fc.nat(2), { minLength: 1, maxLength: 2 }),
});

/** The declaration of a resource in several subnets. `place` makes its name unique in the VPC. */
export function spreadText(plan: SpreadPlan, place: number, own: VpcNames, nets: number): string {
  const { kind, count, subnets, groups } = plan;
  const stands = [...new Set(subnets.map((index) => `net-${index % nets}`))];
  const members = kind === 'fleet' && count !== undefined ? `count ${count}  ` : '';
  own.targets.push({ name: `spread-${place}`, kind });
  return `  ${kind} spread-${place} { subnets ${stands.join(', ')}  ${members}${groupsText(groups, own)} }`;
}

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
  overlays: fc.constantFrom(true, true, true, false),
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
    ...(plan.overlays ? around.overlays.map(({ block, by }) => [block, by] as const) : []),
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
    case 'blackhole':
      return 'blackhole';
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

/** The name of the first resource of a VPC that is meant; empty where there is none. */
export function firstResource(subnets: readonly SubnetPlan[], isMeant: (resource: ResourcePlan) => boolean): string {
  for (const [place, { resources }] of subnets.entries()) {
    const index = resources.findIndex(isMeant);
    if (index >= 0) return `${resources[index]?.kind}-${place}-${index}`;
  }
  return '';
}

function natText(kind: 'public' | 'private', place: number, own: VpcNames): string {
  return kind === 'private' ? `private nat nat-${place}` : `nat nat-${place} { elastic-ip ${own.elastic()} }`;
}

function resourceText(plan: ResourcePlan, subnet: number, index: number, own: VpcNames, around: Around): readonly string[] {
  const { kind, groups, pods, ipv6, special } = plan;
  const number = `${subnet}-${index}`;
  const name = `${kind}-${number}`;
  const address = own.address(subnet, 10 + index);
  const isMachine = kind === 'instance' || kind === 'node';
  const secondary = Array.from({ length: isMachine ? plan.secondary : 0 }, (_, at) => own.address(subnet, 100 + 10 * index + at));
  const sixth = around.ipv6 && ipv6 && kind !== 'lambda' ? [`${own.ipv6}:${subnet}::${10 + index}`] : [];
  const addresses = [address, ...secondary, ...sixth].join(', ');
  const hasElastic = kind !== 'lambda' && kind !== 'database';
  const elastics = Array.from({ length: hasElastic ? Math.min(plan.elastics, 1 + secondary.length) : 0 }, own.elastic);
  const properties = [
    elastics.length > 0 ? `elastic-ip ${elastics.join(', ')}` : '',
    groupsText(groups, own),
    kind === 'nat-instance' ? `source-dest-check ${special ? 'on' : 'off'}` : '',
    isMachine && special ? 'source-dest-check off' : '',
    kind === 'node' && special ? 'external-snat on' : '',
    ...(kind === 'instance' ? furtherInterfaces(plan, subnet, index, own, around) : []),
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
    `${kind} ${name} ${addresses} { ${properties.join('  ')} }`,
    ...podNames.map((pod) => `pod ${pod} { on ${name}  ${differs} }`),
  ];
}

function furtherInterfaces(
  { further, groups, elastics }: ResourcePlan,
  subnet: number,
  index: number,
  own: VpcNames,
  around: Around,
): readonly string[] {
  const places = further.filter((place) => place < around.subnets.length && place !== subnet);
  return places.map((place, at) => {
    const address = own.address(place, 40 + 8 * subnet + 2 * index + at);
    const elastic = elastics === 1 && at === 0 ? `elastic-ip ${own.elastic()}` : '';
    return `interface eth${at + 1} ${address} { subnets net-${place}  ${elastic}  ${groupsText(groups.slice(0, 1), own)} }`;
  });
}

/** `security-groups a, b`, or nothing for the default group. */
export function groupsText(groups: readonly number[], own: VpcNames): string {
  const named = [...new Set(groups.map((group) => `group-${group % own.groups}`))];
  return named.length > 0 ? `security-groups ${named.join(', ')}` : '';
}
