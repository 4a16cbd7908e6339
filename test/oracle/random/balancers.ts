// Load balancers with their target groups, and API gateways.
import fc from 'fast-check';
import type { Names, VpcNames } from './names.ts';

/**
 * One load balancer, its target group and its listener. Subnets and security groups are numbers, taken modulo how many there are.
 */
export interface BalancerPlan {
  readonly kind: 'alb' | 'nlb' | 'clb';
  readonly internal: boolean;
  readonly subnets: readonly number[];
  readonly groups: readonly number[];
  readonly crossZone: boolean | undefined;
  /** Where the VPC has IPv6: whether the nodes have it, too, and by which family targets are reached. */
  readonly addresses: 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4';
  readonly family: 'ipv4' | 'ipv6';
  readonly protocol: 'tcp' | 'udp' | 'tls';
  readonly port: number;
  readonly targetPort: number;
  /** The VPC in which a target is that is given by its address, or the network behind an instance (8). */
  readonly plain: number | undefined;
  readonly targets: readonly number[];
  readonly targetType: 'instance' | 'ip' | undefined;
  readonly preserve: boolean | undefined;
  readonly answer: 'none' | 'redirect' | 'fixed-response';
  /** Rules in front of the listener's own action: where they lead to, and for which requests. */
  readonly rules: readonly {
    readonly to: 'own' | 'first' | 'redirect' | 'fixed-response';
    readonly when: keyof typeof CONDITIONS;
  }[];
  /** The weights of its own target group and of another one of its protocol, if there is one. */
  readonly weights: readonly [number, number] | undefined;
  readonly behind: boolean;
  /** What health checks ask instead of the traffic port. */
  readonly check: { readonly protocol: 'tcp' | 'http'; readonly port: number } | undefined;
  /** Of an NLB with groups: whether its inbound rules apply to PrivateLink. */
  readonly enforces: boolean;
}

/** Load balancers of all kinds, most of them valid. */
export const randomBalancer: fc.Arbitrary<BalancerPlan> = fc.record({
  kind: fc.constantFrom('alb', 'alb', 'nlb', 'nlb', 'clb'),
  internal: fc.boolean(),
  subnets: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }),
  groups: fc.oneof(
    { weight: 3, arbitrary: fc.array(fc.nat(2), { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.constant([]) },
  ),
  addresses: fc.constantFrom('ipv4', 'dualstack', 'dualstack', 'dualstack-without-public-ipv4'),
  family: fc.constantFrom('ipv4', 'ipv4', 'ipv6'),
  crossZone: fc.option(fc.boolean(), { freq: 2, nil: undefined }),
  protocol: fc.constantFrom('tcp', 'tcp', 'tcp', 'udp', 'tls'),
  port: fc.constantFrom(53, 80, 443),
  targetPort: fc.constantFrom(53, 443, 8080, 40000, 30080, 30080),
  plain: fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(0, 1, 8) }),
  targets: fc.uniqueArray(fc.nat(7), { minLength: 0, maxLength: 3 }),
  targetType: fc.option(fc.constantFrom('instance', 'ip'), { freq: 3, nil: undefined }),
  preserve: fc.option(fc.boolean(), { freq: 1, nil: undefined }),
  answer: fc.oneof(
    { weight: 9, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom('redirect' as const, 'fixed-response' as const) },
  ),
  rules: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(
        fc.record({
          to: fc.constantFrom('own' as const, 'first' as const, 'redirect' as const, 'fixed-response' as const),
          when: fc.constantFrom('host', 'path', 'method', 'header', 'any', 'vpc', 'half', 'outside'),
        }),
        { maxLength: 2 },
      ),
    },
  ),
  weights: fc.option(fc.tuple(fc.nat(2), fc.nat(2)), { freq: 1, nil: undefined }),
  behind: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  check: fc.option(fc.record({ protocol: fc.constantFrom('tcp', 'http'), port: fc.constantFrom(22, 443, 8080, 30080) }), {
    freq: 1,
    nil: undefined,
  }),
  enforces: fc.boolean(),
});

interface Around {
  readonly subnets: readonly unknown[];
  readonly ipv6: boolean;
}

/** The declarations of a load balancer and its target group. `place` makes their names unique in the VPC. */
export function balancerText(plan: BalancerPlan, place: number, own: VpcNames, { subnets, ipv6 }: Around): string {
  const { kind } = plan;
  if (kind === 'clb') return classicText(plan, place, own, subnets.length);
  const name = `${kind}-${place}`;
  const stands = [...new Set(plan.subnets.map((index) => `net-${index % subnets.length}`))];
  const groups = [...new Set(plan.groups.map((group) => `group-${group % own.groups}`))];
  const protocol = kind === 'alb' ? 'http' : plan.protocol;
  const [alb] = own.albs;
  const usable = own.targets.filter((resource) => kind === 'alb' || resource.kind !== 'lambda');
  const chosen = [...new Set(plan.targets.flatMap((index) => (usable.length > 0 ? (usable[index % usable.length] ?? []) : [])))];
  const toAlb = kind === 'nlb' && plan.behind && alb !== undefined && protocol === 'tcp';
  const targets = toAlb ? [`${alb}`] : chosen.map((resource) => resource.name);
  const plain = plan.plain !== undefined && !toAlb ? [`10.${plan.plain}.0.10`] : [];
  const lambda = chosen.some((resource) => resource.kind === 'lambda');
  const properties = [
    targets.length + plain.length > 0 ? `targets ${[...targets, ...plain].join(', ')}` : '',
    plan.targetType !== undefined && !toAlb && !lambda && plain.length === 0 ? `target-type ${plan.targetType}` : '',
    plan.preserve !== undefined && kind === 'nlb' && protocol !== 'udp' && !toAlb
      ? `preserve-client-ip ${plan.preserve ? 'on' : 'off'}`
      : '',
    ipv6 && plan.family === 'ipv6' ? 'ip-address-type ipv6' : '',
    plan.check === undefined ? '' : `health-check ${kind === 'alb' || toAlb ? 'http' : plan.check.protocol} ${plan.check.port}`,
  ].filter((text) => text !== '');
  if (kind === 'alb') own.albs.push(name);
  if (kind === 'nlb') own.nlbs.push(name);
  own.balancers.push(name);
  const partner = own.groupOf.get(protocol);
  if (partner === undefined) own.groupOf.set(protocol, `targets-${place}`);
  const lines = [
    `subnets ${stands.join(', ')}`,
    groups.length > 0 ? `security-groups ${groups.join(', ')}` : '',
    ipv6 && plan.addresses !== 'ipv4' ? `ip-address-type ${addressType(plan)}` : '',
    kind === 'nlb' && groups.length > 0 && !plan.enforces ? 'enforce-on-privatelink off' : '',
    plan.crossZone === undefined ? '' : `cross-zone ${plan.crossZone ? 'on' : 'off'}`,
    `listen ${protocol} ${plan.port} ${actionText(plan, place, partner)}${rulesText(plan, place, own)}`,
  ].filter((line) => line !== '');
  const port = toAlb ? 80 : plan.targetPort;
  const group = `  target-group targets-${place} ${protocol} ${port} { ${properties.join('  ')} }`;
  return `  ${kind} ${name} ${plan.internal ? 'internal' : ''} { ${lines.join('  ')} }\n${group}`;
}

function classicText(plan: BalancerPlan, place: number, own: VpcNames, subnets: number): string {
  const stands = [...new Set(plan.subnets.map((index) => `net-${index % subnets}`))];
  const groups = [...new Set(plan.groups.map((group) => `group-${group % own.groups}`))];
  const usable = own.targets.filter(
    ({ kind }) => kind === 'instance' || kind === 'node' || kind === 'nat-instance' || kind === 'fleet',
  );
  const targets = [
    ...new Set(plan.targets.flatMap((index) => (usable.length > 0 ? (usable[index % usable.length]?.name ?? []) : []))),
  ];
  const lines = [
    `subnets ${stands.join(', ')}`,
    groups.length > 0 ? `security-groups ${groups.join(', ')}` : '',
    plan.crossZone === undefined ? '' : `cross-zone ${plan.crossZone ? 'on' : 'off'}`,
    `listen tcp ${plan.port} -> ${plan.targetPort}`,
    targets.length > 0 ? `targets ${targets.join(', ')}` : '',
    plan.check === undefined ? '' : `health-check ${plan.check.protocol} ${plan.check.port}`,
  ].filter((line) => line !== '');
  return `  clb clb-${place} ${plan.internal ? 'internal' : ''} { ${lines.join('  ')} }`;
}

/** Only an ALB that faces the internet can do without public IPv4 addresses. */
function addressType({ kind, internal, addresses }: BalancerPlan): string {
  return kind === 'alb' && !internal ? addresses : 'dualstack';
}

function actionText({ kind, answer, weights }: BalancerPlan, place: number, partner: string | undefined): string {
  if (kind === 'alb' && answer !== 'none') return ANSWERS[answer];
  const [own, other] = weights ?? [0, 0];
  return partner === undefined || own + other === 0
    ? `-> targets-${place}`
    : `-> targets-${place} weight ${own}, ${partner} weight ${other}`;
}

const ANSWERS = { redirect: 'redirect https 443', 'fixed-response': 'fixed-response 404' };

const CONDITIONS = {
  host: 'host "api.example.com"',
  path: 'path "/static/*"',
  method: 'method "GET"',
  any: 'path "/*"',
  header: 'header "X-Version" "2" query "beta=1"',
  vpc: 'source 10.0.0.0/16',
  half: 'source 10.0.0.0/17, 10.1.0.128/25, 198.51.100.0/25, 2001:db8::/48',
  outside: 'path "/" source 192.0.2.0/24, 198.51.0.0/16, 203.0.113.0/24',
};

/** Rules by requests and clients; `first` is the first group of the VPC, which may be another balancer's. */
function rulesText({ kind, rules }: BalancerPlan, place: number, { balancers: [first] }: VpcNames): string {
  if (kind !== 'alb' || rules.length === 0) return '';
  const actions = {
    own: `-> targets-${place}`,
    first: `-> targets-${first?.split('-').at(-1) ?? place}`,
    ...ANSWERS,
  };
  return ` { ${rules.map(({ to, when }) => `${CONDITIONS[when]} ${actions[to]}`).join('  ')} }`;
}

/** An API gateway in front of a load balancer or a function of the first VPC. */
export function apiText({ api, vpcs: [first] }: Names): readonly string[] {
  if (first === undefined || api.behind === '') return [];
  const visibility = api.isPrivate ? 'private ' : '';
  const [balancer] = first.balancers;
  const [nlb] = first.nlbs;
  const lambda = first.targets.find(({ kind }) => kind === 'lambda')?.name;
  if (api.behind === 'link' && balancer !== undefined)
    return [
      `api-gateway api ${visibility}{ vpc-link ${first.name}.${balancer} { subnets ${first.name}.net-0  security-groups ${first.name}.group-0 } }`,
    ];
  if (api.behind === 'rest-link' && nlb !== undefined) return [`api-gateway api ${visibility}{ vpc-link ${first.name}.${nlb} }`];
  return lambda === undefined ? [] : [`api-gateway api ${visibility}{ invoke ${first.name}.${lambda} }`];
}
