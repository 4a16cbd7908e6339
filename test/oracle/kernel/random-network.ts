// fast-check arbitraries of whole files with everything that decides about packets: routes, groups, lists, NATs, gateways, two VPCs.
import fc from 'fast-check';

const VPCS = ['10.0', '10.1'];
const PORTS = ['443', '80, 443', '22', '5000-6000', '1024-65535', '32768-60999', '0-65535'];
const TRAFFIC = [
  ...PORTS.flatMap((ports) => [`tcp ${ports}`, `tcp ${ports}`, `udp ${ports}`]),
  'icmp',
  'icmp type 8',
  'all',
  'all',
];
const OUTSIDE = ['host mirror 198.51.100.80', 'host resolver 192.0.2.53', 'network office 203.0.113.128/25'];
/** Blocks that rules and routes may name: of VPCs, of subnets, of people outside, everything. */
const BLOCKS = [
  '10.0.0.0/16',
  '10.0.1.0/24',
  '10.0.2.0/24',
  '10.1.0.0/16',
  '198.51.100.0/24',
  '192.0.2.53/32',
  '0.0.0.0/0',
  '0.0.0.0/0',
];
const KINDS = ['instance', 'instance', 'instance', 'database', 'lambda', 'nat', 'nat', 'nat-instance', 'nat-instance'] as const;

/** Where a route leads, by number: the gateway, or one of the VPC's NATs. */
const wayOut = fc.record({ block: fc.constantFrom(...BLOCKS), target: fc.nat(9) });
const defaultRoute = fc.record({ block: fc.constant('0.0.0.0/0'), target: fc.nat(9) });

const thing = fc.record({
  kind: fc.constantFrom(...KINDS),
  isPublic: fc.integer({ min: 0, max: 2 }).map((number) => number > 0),
  checked: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
  groups: fc.uniqueArray(fc.nat(2), { maxLength: 2 }),
});

const subnet = fc.record({
  routes: fc
    .tuple(fc.option(defaultRoute, { freq: 5, nil: [] }), fc.array(wayOut, { maxLength: 2 }))
    .map(([first, more]) => [first, ...more].flat()),
  acl: fc.nat(5),
  things: fc.array(thing, { maxLength: 3 }),
});

/** Rules that let little pass, and often one that lets much pass: where nothing passes, there is nothing to see. */
const narrow = fc.record({
  traffic: fc.constantFrom(...TRAFFIC),
  peer: fc.constantFrom(...BLOCKS, 'group-0', 'group-1', 'group-2'),
});
const wide = fc.record({ traffic: fc.constantFrom('all', 'all', 'tcp 0-65535', 'tcp 80, 443'), peer: fc.constant('0.0.0.0/0') });
const rule = fc.oneof({ weight: 3, arbitrary: narrow }, { weight: 1, arbitrary: wide });

const group = fc.record({
  ingress: fc.array(rule, { minLength: 1, maxLength: 4 }),
  egress: fc.option(fc.array(rule, { maxLength: 3 }), { freq: 2 }),
});

const entry = fc.record({
  outbound: fc.boolean(),
  number: fc.integer({ min: 1, max: 32766 }),
  allow: fc.integer({ min: 0, max: 2 }).map((number) => number > 0),
  traffic: fc.constantFrom(...TRAFFIC),
  block: fc.constantFrom(...BLOCKS, '0.0.0.0/0', '0.0.0.0/0'),
});

const vpc = fc.record({
  gateway: fc.integer({ min: 0, max: 5 }).map((number) => number > 0),
  subnets: fc.array(subnet, { minLength: 1, maxLength: 4 }),
  groups: fc.tuple(group, group, group),
  acls: fc.tuple(fc.array(entry, { maxLength: 8 }), fc.array(entry, { maxLength: 8 })),
});

/** Texts with one or two VPCs. Mistakes that AWS lets people make are in them, such as a NAT in the subnet that it should serve. */
export const randomNetwork: fc.Arbitrary<string> = fc
  .record({ vpcs: fc.array(vpc, { minLength: 1, maxLength: 2 }), outside: fc.subarray(OUTSIDE) })
  .map(({ vpcs, outside }) => [...outside, ...vpcs.map(vpcText)].join('\n'));

type Vpc = typeof vpc extends fc.Arbitrary<infer T> ? T : never;
type Subnet = Vpc['subnets'][number];
type Thing = Subnet['things'][number];
type Rule = Vpc['groups'][number]['ingress'][number];

function vpcText({ gateway, subnets, groups, acls }: Vpc, number: number): string {
  const nats = subnets.flatMap(({ things }, at) =>
    things.flatMap(({ kind }, index) => (kind.startsWith('nat') ? [nameOf(at, index)] : [])),
  );
  const ways = [...(gateway ? ['main', 'main', 'main'] : []), ...nats];
  return [
    `vpc net-${number} ${VPCS[number]}.0.0/16 {`,
    gateway ? '  igw main' : '',
    ...subnets.map((one, at) => subnetText(one, at, number, ways)),
    ...groups.map(
      ({ ingress, egress }, index) =>
        `  security-group group-${index} {\n${ruleLines('ingress', 'from', ingress)}\n${egress === null ? '' : egress.length === 0 ? '    egress none' : ruleLines('egress', 'to', egress)}\n  }`,
    ),
    ...acls.map((entries, index) => `  network-acl list-${index} {\n${entryLines(entries)}\n  }`),
    '}',
  ].join('\n');
}

function subnetText({ routes, acl, things }: Subnet, at: number, number: number, ways: readonly string[]): string {
  // Inside of the VPC, AWS takes a route only to a whole subnet and only to an interface; a second one to the same block never.
  const own = `${VPCS[number]}.`;
  const lines = routes.flatMap(({ block, target }, index) => {
    const way = ways[target % Math.max(1, ways.length)];
    const known = routes.findIndex((route) => route.block === block) < index;
    const isInside = block.startsWith(own);
    if (way === undefined || known || (isInside && (way === 'main' || block.endsWith('/16')))) return [];
    return [`    route ${block} -> ${way}`];
  });
  return [
    `  subnet sub-${at} ${own}${at}.0/24 {`,
    ...lines,
    acl < 2 ? `    network-acl list-${acl}` : '',
    ...things.map((one, index) => thingText(one, at, index, number)),
    '  }',
  ].join('\n');
}

function thingText({ kind, isPublic, checked, groups }: Thing, at: number, index: number, number: number): string {
  const shown = `elastic-ip 203.0.113.${1 + number * 40 + at * 10 + index}`;
  const head = `    ${kind === 'nat' && !isPublic ? 'private ' : ''}${kind} ${nameOf(at, index)} ${VPCS[number]}.${at}.${10 + index}`;
  if (kind === 'nat') return isPublic ? `${head} { ${shown} }` : head;
  const lines = [
    ...(isPublic && kind !== 'lambda' && kind !== 'database' ? [shown] : []),
    ...(kind === 'nat-instance' && !checked ? ['source-dest-check off'] : []),
    ...(groups.length === 0 ? [] : [`security-groups ${groups.map((group) => `group-${group}`).join(', ')}`]),
  ];
  return `${head} { ${lines.join('\n      ')} }`;
}

function nameOf(subnet: number, index: number): string {
  return `thing-${subnet}-${index}`;
}

function ruleLines(direction: string, word: string, rules: readonly Rule[]): string {
  return rules.map(({ traffic, peer }) => `    ${direction} ${traffic} ${word} ${peer}`).join('\n');
}

function entryLines(entries: Vpc['acls'][number]): string {
  const ordinary = ['    inbound 30000 allow tcp 1024-65535 from 0.0.0.0/0', '    outbound 30000 allow all to 0.0.0.0/0'];
  const lines = entries.map(({ outbound, number, allow, traffic, block }, index) => {
    const [direction, word] = outbound ? ['outbound', 'to'] : ['inbound', 'from'];
    return `    ${direction} ${((number + index) % 29999) + 1} ${allow ? 'allow' : 'deny'} ${traffic} ${word} ${block}`;
  });
  return [...lines, ...ordinary].join('\n');
}
