// Subnets with their routes and with what stands in them; and the names of everything, for whoever refers to it.
import fc from 'fast-check';

const KINDS = ['instance', 'instance', 'instance', 'node', 'node', 'database', 'lambda', 'nat-instance'] as const;

export interface ThingPlan {
  readonly kind: (typeof KINDS)[number];
  /** Numbers of groups; none: the default group. */
  readonly groups: readonly number[];
  readonly elastic: boolean;
  readonly pods: number;
  readonly ipv6: boolean;
}

export interface SubnetPlan {
  readonly zone: number;
  readonly exit: 'igw' | 'nat' | 'nat-instance' | 'none';
  readonly exit6: 'igw' | 'egress-igw' | 'none';
  /** A route for 198.51.100.0/24 apart from the default one. */
  readonly office: 'igw' | 'nat' | 'nat-instance' | 'none';
  /** A subnet of the VPC that is reached through a NAT gateway. */
  readonly detour: number | undefined;
  readonly acl: number | undefined;
  readonly nat: 'public' | 'private' | undefined;
  readonly things: readonly ThingPlan[];
}

const randomThing: fc.Arbitrary<ThingPlan> = fc.record({
  kind: fc.constantFrom(...KINDS),
  groups: fc.oneof(
    { weight: 6, arbitrary: fc.array(fc.nat(2), { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.constant([]) },
  ),
  elastic: fc.boolean(),
  pods: fc.nat(2),
  ipv6: fc.boolean(),
});

export const randomSubnet: fc.Arbitrary<SubnetPlan> = fc.record({
  zone: fc.nat(1),
  exit: fc.constantFrom('igw', 'igw', 'nat', 'nat', 'nat-instance', 'none'),
  exit6: fc.constantFrom('igw', 'egress-igw', 'none'),
  office: fc.constantFrom('none', 'none', 'none', 'none', 'igw', 'nat', 'nat-instance'),
  detour: fc.option(fc.nat(3), { freq: 9, nil: undefined }),
  acl: fc.option(fc.nat(1), { freq: 1, nil: undefined }),
  nat: fc.option(fc.constantFrom('public', 'public', 'public', 'private'), { freq: 1, nil: undefined }),
  things: fc.array(randomThing, { maxLength: 2 }),
});

/** What a VPC's things are called, as far as its text is written. */
export interface VpcNames {
  readonly name: string;
  /** The second number of its block. */
  readonly block: number;
  readonly ipv6: string;
  groups: number;
  readonly targets: { readonly name: string; readonly kind: ThingPlan['kind'] | 'pod' }[];
  readonly albs: string[];
  readonly balancers: string[];
  readonly elastic: () => string;
}

/** The names of a whole file. */
export class Names {
  readonly vpcs: VpcNames[] = [];
  #elastic = 10;

  vpc(index: number, block: number, _ipv6: boolean): VpcNames {
    const names: VpcNames = {
      name: `vpc-${index}`,
      block,
      ipv6: `2001:db8:${index}`,
      groups: 1,
      targets: [],
      albs: [],
      balancers: [],
      elastic: () => `203.0.113.${this.#elastic++}`,
    };
    this.vpcs.push(names);
    return names;
  }
}

interface Around {
  readonly igw: boolean;
  readonly egressOnly: boolean;
  readonly ipv6: boolean;
  readonly groups: readonly unknown[];
  readonly acls: readonly unknown[];
  readonly subnets: readonly SubnetPlan[];
}

export function subnetText(plan: SubnetPlan, place: number, own: VpcNames, around: Around, zones: boolean): string {
  own.groups = around.groups.length;
  const lines = [
    zones ? `az us-east-1${'ab'[plan.zone] ?? 'a'}` : '',
    plan.acl !== undefined && around.acls.length > 0 ? `network-acl list-${plan.acl % around.acls.length}` : '',
    ...routes(plan, place, around, own),
    plan.nat === undefined ? '' : natText(plan.nat, place, own),
    ...plan.things.flatMap((thing, index) => thingText(thing, `${place}-${index}`, place, index, own, around)),
  ];
  const ipv6 = around.ipv6 ? `, ${own.ipv6}:${place}::/64` : '';
  const text = lines.filter((line) => line !== '').map((line) => `    ${line}`);
  return `  subnet net-${place} 10.${own.block}.${place}.0/24${ipv6} {\n${text.join('\n')}\n  }`;
}

function routes(plan: SubnetPlan, place: number, around: Around, own: VpcNames): readonly string[] {
  const exit = exitName(plan.exit, place, around);
  const office = exitName(plan.office, place, around);
  const nat = exitName('nat', place, around);
  const exit6 = plan.exit6 === 'igw' ? around.igw && 'door' : plan.exit6 === 'egress-igw' && around.egressOnly && 'exit';
  const detour =
    plan.detour !== undefined && plan.detour !== place && plan.detour < around.subnets.length ? plan.detour : undefined;
  return [
    exit && `route 0.0.0.0/0 -> ${exit}`,
    office && `route 198.51.100.0/24 -> ${office}`,
    around.ipv6 && exit6 ? `route ::/0 -> ${exit6}` : '',
    detour !== undefined && nat ? `route 10.${own.block}.${detour}.0/24 -> ${nat}` : '',
  ].flatMap((line) => line || []);
}

/** The nearest thing of this kind, those of other subnets first. */
function exitName(exit: SubnetPlan['exit'], place: number, { igw, subnets }: Around): string {
  if (exit === 'none') return '';
  if (exit === 'igw') return igw ? 'door' : '';
  const has = ({ nat, things }: SubnetPlan): boolean =>
    exit === 'nat' ? nat !== undefined : things.some(({ kind }) => kind === 'nat-instance');
  const index = subnets.findIndex((subnet, other) => other !== place && has(subnet));
  const found = index >= 0 ? index : subnets.findIndex(has);
  const subnet = subnets[found];
  if (subnet === undefined) return '';
  return exit === 'nat'
    ? `nat-${found}`
    : `nat-instance-${found}-${subnet.things.findIndex(({ kind }) => kind === 'nat-instance')}`;
}

function natText(kind: 'public' | 'private', place: number, own: VpcNames): string {
  return kind === 'private' ? `private nat nat-${place}` : `nat nat-${place} { elastic-ip ${own.elastic()} }`;
}

function thingText(
  { kind, groups, elastic, pods, ipv6 }: ThingPlan,
  number: string,
  subnet: number,
  index: number,
  own: VpcNames,
  around: Around,
): readonly string[] {
  const name = `${kind}-${number}`;
  const named = [...new Set(groups.map((group) => `group-${group % own.groups}`))];
  const address = `10.${own.block}.${subnet}.${10 + index}`;
  const both = around.ipv6 && ipv6 && kind !== 'lambda' ? `${address}, ${own.ipv6}:${subnet}::${10 + index}` : address;
  const properties = [
    elastic && kind !== 'lambda' && kind !== 'database' ? `elastic-ip ${own.elastic()}` : '',
    named.length > 0 ? `security-groups ${named.join(', ')}` : '',
    kind === 'nat-instance' ? `source-dest-check ${pods === 2 ? 'on' : 'off'}` : '',
  ].filter((text) => text !== '');
  own.targets.push({ name, kind });
  const podNames = kind === 'node' ? Array.from({ length: pods }, (_, pod) => `pod-${number}-${pod}`) : [];
  own.targets.push(...podNames.map((pod) => ({ name: pod, kind: 'pod' as const })));
  return [`${kind} ${name} ${both} { ${properties.join('  ')} }`, ...podNames.map((pod) => `pod ${pod} { on ${name} }`)];
}
