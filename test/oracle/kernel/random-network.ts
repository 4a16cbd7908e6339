// fast-check arbitraries of whole files with everything that decides about packets: routes, security groups, network ACLs, NAT, gateways, two VPCs.
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
const KINDS = [
  'instance',
  'instance',
  'instance',
  'database',
  'lambda',
  'nat',
  'nat',
  'nat-instance',
  'nat-instance',
  'node',
  'pod',
] as const;
const AZS = ['', '', 'az zone-a', 'az zone-b'];
const ACCESS = ['off', 'off', 'off', 'off', 'off', 'off', 'bidirectional', 'ingress-only'];
/** A security group of the other VPC. */
const FAR_GROUP = 'far.group-0';
/** What joins two VPCs. */
const LINKS = ['', 'peering', 'peering', 'transit', 'both'] as const;

/** Where a route leads, by number: the gateway, or one of the VPC's NATs. */
const wayOut = fc.record({ block: fc.constantFrom(...BLOCKS), target: fc.nat(9) });
const defaultRoute = fc.record({ block: fc.constant('0.0.0.0/0'), target: fc.nat(9) });

const resource = fc.record({
  kind: fc.constantFrom(...KINDS),
  isPublic: fc.integer({ min: 0, max: 2 }).map((number) => number > 0),
  checked: fc.integer({ min: 0, max: 2 }).map((number) => number === 0),
  groups: fc.uniqueArray(fc.nat(2), { maxLength: 2 }),
});

const subnet = fc.record({
  routes: fc
    .tuple(fc.option(defaultRoute, { freq: 5, nil: [] }), fc.array(wayOut, { maxLength: 2 }))
    .map(([first, more]) => [first, ...more].flat()),
  acl: fc.nat(5),
  az: fc.constantFrom(...AZS),
  toFar: fc.nat(3),
  resources: fc.array(resource, { maxLength: 3 }),
});

/** Rules that allow little, and often one that allows much: blocked packets test little. */
const narrow = fc.record({
  traffic: fc.constantFrom(...TRAFFIC),
  peer: fc.constantFrom(...BLOCKS, 'group-0', 'group-1', 'group-2', FAR_GROUP),
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
  access: fc.constantFrom(...ACCESS),
  regional: fc.constantFrom('', '', 'automatic', 'manual'),
  edge: fc.nat(5),
  balancer: fc.record({
    kind: fc.constantFrom('', '', 'alb', 'nlb'),
    isInternal: fc.boolean(),
    crossZone: fc.boolean(),
    group: fc.nat(3),
    target: fc.nat(9),
  }),
  groups: fc.tuple(group, group, group),
  acls: fc.tuple(fc.array(entry, { maxLength: 8 }), fc.array(entry, { maxLength: 8 })),
});

/** Texts with one or two VPCs. Mistakes that AWS lets people make are in them, such as a NAT in the subnet that it should serve. */
export const randomNetwork: fc.Arbitrary<string> = fc
  .record({
    vpcs: fc.array(vpc, { minLength: 1, maxLength: 2 }),
    outside: fc.subarray(OUTSIDE),
    link: fc.constantFrom(...LINKS),
    names: fc.boolean(),
    central: fc.boolean(),
  })
  .map(({ vpcs, outside, link, names, central }) => {
    const links = vpcs.length < 2 || link === '' ? [] : link === 'both' ? ['peering', 'transit'] : [link];
    const joints = links.map((one) => (one === 'peering' ? PEERING : transitText(names, central)));
    return [...outside, ...vpcs.map((one, number) => vpcText(one, number, links, vpcs.length)), ...joints].join('\n');
  });

type Vpc = typeof vpc extends fc.Arbitrary<infer T> ? T : never;
type Subnet = Vpc['subnets'][number];
type Resource = Subnet['resources'][number];
type Rule = Vpc['groups'][number]['ingress'][number];

const PEERING = 'peering peering { vpcs net-0, net-1 }';

/** `central`: the second VPC goes out by way of the first one. */
function transitText(names: boolean, central: boolean): string {
  return `transit-gateway transit {
  security-group-references ${names ? 'on' : 'off'}
  attach net-0 { subnets sub-0 }
  attach net-1 { subnets sub-0 }
  route-table default { ${central ? 'route 0.0.0.0/0 -> net-0' : 'route 10.1.1.0/24 -> blackhole'} }
}`;
}

function vpcText(one: Vpc, number: number, links: readonly string[], count: number): string {
  const { gateway, subnets, access, regional, edge, groups, acls } = one;
  const passing = subnets.flatMap(({ resources }, at) =>
    resources.flatMap((resource, index) => (passesOn(resource) ? [nameOf(at, index)] : [])),
  );
  const hasRegional = gateway && regional !== '';
  const ways = [...(gateway ? ['main', 'main', 'main'] : []), ...passing, ...(hasRegional ? ['regional'] : []), ...links];
  const appliance = subnets.flatMap(({ resources }, at) =>
    resources.flatMap(({ kind, checked }, index) => (kind === 'instance' && checked ? [nameOf(at, index)] : [])),
  );
  const edgeRoute = edge === 0 && appliance[0] !== undefined ? ` { route ${VPCS[number]}.1.0/24 -> ${appliance[0]} }` : '';
  const [node] = subnets.flatMap(({ resources }, at) =>
    resources.flatMap(({ kind }, index) => (kind === 'node' ? [nameOf(at, index)] : [])),
  );
  const far = count < 2 ? 'group-0' : `net-${1 - number}.group-0`;
  return [
    `vpc net-${number} ${VPCS[number]}.0.0/16 {`,
    access === 'off' ? '' : `  block-public-access ${access}`,
    gateway ? `  igw main${edgeRoute}` : '',
    hasRegional ? regionalText(regional, number) : '',
    ...subnets.map((subnet, at) => subnetText(subnet, at, number, ways, links, node)),
    ...balancerText(one),
    ...groups.map((group, index) => groupText(group, index, far)),
    ...acls.map((entries, index) => `  network-acl list-${index} {\n${entryLines(entries)}\n  }`),
    '}',
  ].join('\n');
}

/** In the first two subnets. An ALB has two targets, an NLB one of them. */
function balancerText({ balancer, subnets }: Vpc): readonly string[] {
  const { kind, isInternal, crossZone, group, target } = balancer;
  const targets = subnets.flatMap(({ resources }, at) =>
    resources.flatMap((resource, index) =>
      resource.kind === 'instance' || resource.kind === 'database' ? [nameOf(at, index)] : [],
    ),
  );
  const chosen = targets.slice(target % Math.max(1, targets.length)).slice(0, kind === 'alb' ? 2 : 1);
  if (kind === '' || chosen.length === 0) return [];
  return [
    `  ${kind} balancer ${isInternal ? 'internal' : 'internet-facing'} {`,
    `    subnets ${subnets.length > 1 ? 'sub-0, sub-1' : 'sub-0'}`,
    kind === 'alb' || group < 3 ? `    security-groups group-${group % 3}` : '',
    `    cross-zone ${crossZone ? 'on' : 'off'}`,
    `    listen ${kind === 'alb' ? 'http' : 'tcp'} 80 -> behind`,
    '  }',
    `  target-group behind ${kind === 'alb' ? 'http' : 'tcp'} 443 {`,
    `    targets ${chosen.join(', ')}`,
    kind === 'nlb' ? '    preserve-client-ip off' : '',
    '  }',
  ];
}

/** Whether it can be the target of a route: a NAT, or an instance that does not check addresses. */
function passesOn({ kind, checked }: Resource): boolean {
  return kind.startsWith('nat') || (kind === 'instance' && checked);
}

function regionalText(mode: string, number: number): string {
  const address = `elastic-ip 203.0.113.${100 + number}`;
  return `  regional nat regional { ${mode === 'manual' ? `az zone-a ${address}` : address} }`;
}

function subnetText(
  subnet: Subnet,
  at: number,
  number: number,
  ways: readonly string[],
  links: readonly string[],
  node: string | undefined,
): string {
  const { routes, acl, az, toFar, resources } = subnet;
  const own = `${VPCS[number]}.`;
  const far = links[toFar % Math.max(1, links.length)];
  const first = far === undefined || toFar === 0 ? [] : [{ block: `${VPCS[1 - number]}.0.0/16`, way: far }];
  const all = [...first, ...routes.map(({ block, target }) => ({ block, way: ways[target % Math.max(1, ways.length)] }))];
  // Inside of the VPC, AWS takes a route only to a whole subnet and only to an interface; a second one to the same block never.
  const lines = all.flatMap(({ block, way }, index) => {
    const known = all.findIndex((route) => route.block === block) < index;
    const isForbidden = block.startsWith(own) && (block.endsWith('/16') || way?.startsWith('resource') !== true);
    return way === undefined || known || isForbidden ? [] : [`    route ${block} -> ${way}`];
  });
  return [
    `  subnet sub-${at} ${own}${at}.0/24 {`,
    az === '' ? '' : `    ${az}`,
    ...lines,
    acl < 2 ? `    network-acl list-${acl}` : '',
    ...resources.map((one, index) => resourceText(one, at, index, number, node)),
    '  }',
  ].join('\n');
}

function resourceText(resource: Resource, at: number, index: number, number: number, node: string | undefined): string {
  const { isPublic, checked, groups } = resource;
  const kind = resource.kind === 'pod' && node === undefined ? 'instance' : resource.kind;
  const shown = `elastic-ip 203.0.113.${1 + number * 40 + at * 10 + index}`;
  const head = `    ${kind === 'nat' && !isPublic ? 'private ' : ''}${kind} ${nameOf(at, index)} ${VPCS[number]}.${at}.${10 + index}`;
  if (kind === 'nat') return isPublic ? `${head} { ${shown} }` : head;
  const lines = [
    ...(isPublic && kind !== 'lambda' && kind !== 'database' && kind !== 'pod' ? [shown] : []),
    ...(kind === 'pod' ? [`on ${node}`] : []),
    ...((kind === 'nat-instance' ? !checked : passesOn(resource)) ? ['source-dest-check off'] : []),
    ...(groups.length === 0 ? [] : [`security-groups ${groups.map((group) => `group-${group}`).join(', ')}`]),
  ];
  return `${head} { ${lines.join('\n      ')} }`;
}

function groupText({ ingress, egress }: Vpc['groups'][number], index: number, far: string): string {
  const lines = (direction: string, word: string, rules: readonly Rule[]): readonly string[] =>
    rules.map(({ traffic, peer }) => `    ${direction} ${traffic} ${word} ${peer === FAR_GROUP ? far : peer}`);
  const outward = egress === null ? [] : egress.length === 0 ? ['    egress none'] : lines('egress', 'to', egress);
  return [`  security-group group-${index} {`, ...lines('ingress', 'from', ingress), ...outward, '  }'].join('\n');
}

function nameOf(subnet: number, index: number): string {
  return `resource-${subnet}-${index}`;
}

function entryLines(entries: Vpc['acls'][number]): string {
  const ordinary = ['    inbound 30000 allow tcp 1024-65535 from 0.0.0.0/0', '    outbound 30000 allow all to 0.0.0.0/0'];
  const lines = entries.map(({ outbound, number, allow, traffic, block }, index) => {
    const [direction, word] = outbound ? ['outbound', 'to'] : ['inbound', 'from'];
    return `    ${direction} ${((number + index) % 29999) + 1} ${allow ? 'allow' : 'deny'} ${traffic} ${word} ${block}`;
  });
  return [...lines, ...ordinary].join('\n');
}
