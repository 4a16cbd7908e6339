// fast-check arbitraries of whole files with everything that decides about packets: routes, security groups, network ACLs, NAT, gateways, two VPCs.
import fc from 'fast-check';
import {
  addressesText,
  behindText,
  blocksOf,
  furtherText,
  LABS,
  manyAddresses,
  type NetworkBehind,
  outwardText,
  someNetworkBehind,
} from './random-ends.ts';

/** Outside addresses of IPv6. */
const SIX = ['host mirror-six 2001:db8:eeee::80'];
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
  ...LABS,
  '0.0.0.0/0',
  '0.0.0.0/0',
];
const KINDS = [
  'instance',
  'instance',
  'instance',
  'database',
  'lambda',
  'fleet',
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
  many: manyAddresses,
});

const subnet = fc.record({
  routes: fc
    .tuple(fc.option(defaultRoute, { freq: 5, nil: [] }), fc.array(wayOut, { maxLength: 2 }))
    .map(([first, more]) => [first, ...more].flat()),
  acl: fc.nat(5),
  az: fc.constantFrom(...AZS),
  toFar: fc.nat(3),
  toLabs: fc.nat(3),
  resources: fc.array(resource, { maxLength: 3 }),
});

/** Rules that allow little, and often one that allows much: blocked packets test little. */
const narrow = fc.record({
  traffic: fc.constantFrom(...TRAFFIC),
  peer: fc.constantFrom(...BLOCKS, 'any', 'group-0', 'group-1', 'group-2', FAR_GROUP),
});
const wide = fc.record({
  traffic: fc.constantFrom('all', 'all', 'tcp 0-65535', 'tcp 80, 443'),
  peer: fc.constantFrom('0.0.0.0/0', 'any'),
});
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
  block: fc.constantFrom(...BLOCKS, '0.0.0.0/0', 'any'),
});

const vpc = fc.record({
  gateway: fc.integer({ min: 0, max: 5 }).map((number) => number > 0),
  subnets: fc.array(subnet, { minLength: 1, maxLength: 4 }),
  access: fc.constantFrom(...ACCESS),
  regional: fc.constantFrom('', '', 'automatic', 'manual'),
  edge: fc.nat(5),
  function: fc.record({ isThere: fc.nat(3).map((number) => number === 0), group: fc.nat(2) }),
  outward: fc.constantFrom('', 'main', 'egress'),
  balancer: fc.record({
    kind: fc.constantFrom('', '', 'alb', 'nlb', 'clb'),
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
    six: fc.nat(3).map((number) => number === 0),
    labs: fc.tuple(...LABS.map(() => someNetworkBehind)),
  })
  .map(({ vpcs, outside, link, names, central, six, labs }) => {
    const links = vpcs.length < 2 || link === '' ? [] : link === 'both' ? ['peering', 'transit'] : [link];
    const joints = links.map((one) => (one === 'peering' ? PEERING : transitText(names, central)));
    const behind = labs.flatMap((lab, index) => networkBehind(vpcs, lab, index));
    const hosts = [...outside, ...(six ? SIX : []), ...behind.map(({ text }) => text)];
    const around = { links, count: vpcs.length, six, behind };
    return [...hosts, ...vpcs.map((one, number) => vpcText(one, number, around)), ...joints].join('\n');
  });

/** What all VPCs of a file share. */
interface Around {
  readonly links: readonly string[];
  readonly count: number;
  readonly six: boolean;
  readonly behind: readonly Behind[];
}

/** A network behind an instance. */
interface Behind {
  readonly text: string;
  readonly block: string;
  /** The number of its VPC, and the instance. */
  readonly vpc: number;
  readonly instance: string;
  /** Whether the instance may forward packets. */
  readonly isAllowed: boolean;
}

/** Behind an instance or a node, if there is one. */
function networkBehind(vpcs: readonly Vpc[], lab: NetworkBehind, index: number): readonly Behind[] {
  const instances = vpcs.flatMap(({ subnets }, vpc) =>
    subnets.flatMap(({ resources }, at) =>
      resources.flatMap(({ kind }, place) =>
        kind === 'instance' || kind === 'node' ? [{ vpc, instance: nameOf(at, place) }] : [],
      ),
    ),
  );
  const [owner] = lab === null ? [] : instances.slice(lab.owner % Math.max(1, instances.length));
  const block = LABS[index];
  if (lab === null || owner === undefined || block === undefined) return [];
  return [{ ...owner, block, isAllowed: lab.isAllowed, text: behindText(index, `net-${owner.vpc}.${owner.instance}`) }];
}

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

function vpcText(one: Vpc, number: number, around: Around): string {
  const { links, count, six } = around;
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
    `vpc net-${number} ${blocksOf(`${VPCS[number]}.0.0/16`, six && `2001:db8:${number}::/56`)} {`,
    access === 'off' ? '' : `  block-public-access ${access}`,
    gateway ? `  igw main${edgeRoute}` : '',
    hasRegional ? regionalText(regional, number) : '',
    six ? outwardText(one.outward) : '',
    ...subnets.map((subnet, at) =>
      subnetText(subnet, at, { ...around, number, ways, node, subnets: subnets.length, outward: outwardOf(one, six) }),
    ),
    functionText(one),
    ...balancerText(one),
    ...groups.map((group, index) => groupText(group, index, far)),
    ...acls.map((entries, index) => `  network-acl list-${index} {\n${entryLines(entries)}\n  }`),
    '}',
  ].join('\n');
}

/** In the first two subnets. An NLB has one target that is one machine, the others two. */
function balancerText({ balancer, subnets }: Vpc): readonly string[] {
  const { kind, isInternal, crossZone, group, target } = balancer;
  const targets = subnets.flatMap(({ resources }, at) =>
    resources.flatMap((resource, index) => (TARGETS[kind].includes(resource.kind) ? [nameOf(at, index)] : [])),
  );
  const chosen = targets.slice(target % Math.max(1, targets.length)).slice(0, kind === 'nlb' ? 1 : 2);
  if (kind === '' || chosen.length === 0) return [];
  return [
    `  ${kind} balancer ${isInternal ? 'internal' : 'internet-facing'} {`,
    `    subnets ${subnets.length > 1 ? 'sub-0, sub-1' : 'sub-0'}`,
    kind !== 'nlb' || group < 3 ? `    security-groups group-${group % 3}` : '',
    `    cross-zone ${crossZone ? 'on' : 'off'}`,
    ...(kind === 'clb'
      ? ['    listen tcp 80 -> 443', '    listen http 8080 -> 443', `    targets ${chosen.join(', ')}`, '  }']
      : [`    listen ${kind === 'alb' ? 'http' : 'tcp'} 80 -> behind`, '  }']),
    ...(kind === 'clb' ? [] : groupOfTargets(kind, chosen)),
  ];
}

/** What each kind of load balancer can have as targets. */
const TARGETS: Readonly<Record<Vpc['balancer']['kind'], readonly Resource['kind'][]>> = {
  '': [],
  alb: ['instance', 'database', 'fleet'],
  nlb: ['instance', 'database'],
  clb: ['instance', 'fleet'],
};

function groupOfTargets(kind: string, chosen: readonly string[]): readonly string[] {
  return [
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

/** What the subnets of a VPC share. */
interface Inside extends Around {
  /** The number of the VPC. */
  readonly number: number;
  /** What routes may lead to. */
  readonly ways: readonly string[];
  readonly node: string | undefined;
  /** How many subnets there are. */
  readonly subnets: number;
  /** The gateway for IPv6. */
  readonly outward: string;
}

function subnetText(subnet: Subnet, at: number, inside: Inside): string {
  const { number, ways, links, six, behind, outward } = inside;
  const { routes, acl, az, toFar, toLabs, resources } = subnet;
  const own = `${VPCS[number]}.`;
  const far = links[toFar % Math.max(1, links.length)];
  const first = far === undefined || toFar === 0 ? [] : [{ block: `${VPCS[1 - number]}.0.0/16`, way: far }];
  const labs = behind.filter(({ vpc }) => vpc === number && toLabs > 0).map(({ block, instance }) => ({ block, way: instance }));
  const all = [
    ...labs,
    ...first,
    ...routes.map(({ block, target }) => ({ block, way: ways[target % Math.max(1, ways.length)] })),
  ];
  // Inside of the VPC, AWS takes a route only to a whole subnet and only to an interface; a second one to the same block never.
  const lines = all.flatMap(({ block, way }, index) => {
    const known = all.findIndex((route) => route.block === block) < index;
    const isForbidden = block.startsWith(own) && (block.endsWith('/16') || way?.startsWith('resource') !== true);
    return way === undefined || known || isForbidden ? [] : [`    route ${block} -> ${way}`];
  });
  return [
    `  subnet sub-${at} ${blocksOf(`${own}${at}.0/24`, six && `2001:db8:${number}:${at}::/64`)} {`,
    az === '' ? '' : `    ${az}`,
    ...lines,
    outward !== '' && acl !== 2 ? `    route ::/0 -> ${outward}` : '',
    acl < 2 ? `    network-acl list-${acl}` : '',
    ...resources.map((one, index) => resourceText(one, at, index, inside)),
    '  }',
  ].join('\n');
}

function resourceText(resource: Resource, at: number, index: number, { number, node, six, behind, subnets }: Inside): string {
  const { isPublic, checked, groups, many } = resource;
  const kind = resource.kind === 'pod' && node === undefined ? 'instance' : resource.kind;
  const place = { vpc: VPCS[number] ?? '', number, subnet: at, index, six };
  const isMachine = kind === 'instance' || kind === 'nat-instance' || kind === 'node';
  const addresses = isMachine ? addressesText(many, place) : `${place.vpc}.${at}.${10 + index}`;
  const shown = `elastic-ip 203.0.113.${1 + number * 40 + at * 10 + index}`;
  if (kind === 'fleet') return fleetText(resource, nameOf(at, index));
  const head = `    ${kind === 'nat' && !isPublic ? 'private ' : ''}${kind} ${nameOf(at, index)} ${addresses}`;
  if (kind === 'nat') return isPublic ? `${head} { ${shown} }` : head;
  const lab = behind.find(({ vpc, instance }) => vpc === number && instance === nameOf(at, index));
  const passes = lab?.isAllowed === true || (kind === 'nat-instance' ? !checked : passesOn(resource));
  const lines = [
    ...(isPublic && kind !== 'lambda' && kind !== 'database' && kind !== 'pod' ? [shown] : []),
    ...(kind === 'pod' ? [`on ${node}`] : []),
    ...(passes ? ['source-dest-check off'] : []),
    ...(groups.length === 0 ? [] : [`security-groups ${groups.map((group) => `group-${group}`).join(', ')}`]),
  ];
  const further = isMachine ? furtherText(many, place, subnets, isPublic) : [];
  return `${head} { ${[...lines, ...further].join('\n      ')} }`;
}

/** Two members in the subnet, some of them with public addresses. */
function fleetText({ isPublic, groups }: Resource, name: string): string {
  const own = groups.length === 0 ? '' : `  security-groups ${groups.map((group) => `group-${group}`).join(', ')}`;
  return `    fleet ${name} { count 2${isPublic ? '  public-ip' : ''}${own} }`;
}

/** A function in two subnets. */
function functionText({ function: { isThere, group }, subnets }: Vpc): string {
  return isThere && subnets.length > 1 ? `  lambda spread { subnets sub-0, sub-1  security-groups group-${group} }` : '';
}

/** The gateway for IPv6, as far as there is one. */
function outwardOf({ gateway, outward }: Vpc, six: boolean): string {
  return six && (outward !== 'main' || gateway) ? outward : '';
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
  const ordinary = ['    inbound 30000 allow tcp 1024-65535 from any', '    outbound 30000 allow all to any'];
  const lines = entries.map(({ outbound, number, allow, traffic, block }, index) => {
    const [direction, word] = outbound ? ['outbound', 'to'] : ['inbound', 'from'];
    return `    ${direction} ${((number + index) % 29999) + 1} ${allow ? 'allow' : 'deny'} ${traffic} ${word} ${block}`;
  });
  return [...lines, ...ordinary].join('\n');
}
