// Recipes of hostile texts: how many there are of each part. A search changes the numbers, and so finds kinds that nobody thought of.

import { list } from './lines.ts';

/** How many there are of each part, at least 0. */
export type Recipe = Readonly<Record<Part, number>>;

/** The parts of a recipe, with the largest number that is tried. */
export const PARTS = {
  vpcs: 300,
  subnets: 1000,
  blocks: 2000,
  instances: 1500,
  publics: 1500,
  fleets: 1000,
  members: 500,
  groups: 800,
  groupsOfInstance: 5,
  rules: 2000,
  ports: 2000,
  peers: 1000,
  references: 500,
  aclEntries: 1000,
  routes: 1000,
  listLength: 3000,
  listUses: 1000,
  nats: 500,
  listeners: 1000,
  targets: 1000,
  balancers: 100,
  hosts: 2000,
  siteBlocks: 2000,
  propagations: 500,
  peerings: 500,
  attachments: 300,
  steps: 2000,
  reaches: 1000,
  nevers: 1000,
  everyClaims: 50,
} as const;

/** What a recipe counts. */
export type Part = keyof typeof PARTS;

/** The size of a text in characters, at most. */
const SIZE = 100_000;

/** The text of the recipe. `undefined`: it is larger than 100 KB. */
export function textOf(recipe: Recipe): string | undefined {
  const text = [...outside(recipe), ...vpcs(recipe), ...between(recipe), ...claims(recipe)].join('\n');
  return text.length > SIZE ? undefined : text;
}

function times(count: number, line: (index: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, index) => line(index));
}

function block(second: number, index: number, length: number): string {
  return `${second + (index >> 16)}.${(index >> 8) & 255}.${index & 255}.0/${length}`;
}

function outside({ hosts, listLength, siteBlocks }: Recipe): readonly string[] {
  return [
    ...times(hosts, (index) => `host h${index} 52.${(index >> 8) & 255}.${index & 255}.9`),
    ...(listLength > 0 ? [`prefix-list long ${list(listLength, (index) => block(96, index, 24))}`] : []),
    ...(siteBlocks > 0 ? [`network office ${list(siteBlocks, (index) => block(172, index, 24))}`] : []),
  ];
}

function vpcs(recipe: Recipe): readonly string[] {
  const { vpcs: count, blocks } = recipe;
  const first = [`vpc v 10.0.0.0/16${times(blocks, (index) => `, ${block(11, index, 24)}`).join('')} {`, ...inside(recipe), '}'];
  const others = times(
    count,
    (index) =>
      `vpc w${index} 10.${index & 255}.0.0/16 { subnet s 10.${index & 255}.0.0/24 { route 10.0.0.0/8 -> hub  instance i } }`,
  );
  return [...first, ...(recipe.attachments > 0 ? others : others.map((line) => line.replace('route 10.0.0.0/8 -> hub', '')))];
}

function inside(recipe: Recipe): readonly string[] {
  const { groups, rules, ports, peers, references, aclEntries, routes, listUses, listLength, propagations } = recipe;
  const target = (index: number): string => (recipe.nats > 0 ? `n${index % recipe.nats}` : 'main');
  const peersOf = (index: number): string =>
    [
      ...times(peers, (peer) => block(20, peer, 25)),
      ...times(groups > 0 ? references : 0, (other) => `g${(index + other) % groups}`),
      ...(listUses > 0 && listLength > 0 ? ['long'] : []),
    ].join(', ') || 'any';
  return [
    'igw main',
    'subnet front 10.0.255.0/24 { route 0.0.0.0/0 -> main',
    ...times(recipe.nats, (index) => `nat n${index}`),
    '}',
    'subnet s 10.0.0.0/17 {',
    'route 0.0.0.0/0 -> main',
    ...(aclEntries > 0 ? ['network-acl acl'] : []),
    ...times(routes, (index) => `route ${block(60, index, 24)} -> ${target(index)}`),
    ...(listLength > 0 && listUses > 0 ? ['route long -> main'] : []),
    ...times(recipe.instances, (index) => instance(recipe, index)),
    '}',
    ...times(
      recipe.subnets,
      (index) => `subnet s${index} 10.0.${128 + (index >> 4)}.${(index & 15) * 16}/28 { route 0.0.0.0/0 -> ${target(index)} }`,
    ),
    ...times(recipe.fleets, (index) => `fleet f${index} { subnets s  count ${Math.max(1, recipe.members)} }`),
    ...times(groups, (index) => `security-group g${index} {`).flatMap((line, index) => [
      line,
      ...times(
        index === 0 ? rules : 1,
        (rule) =>
          `ingress tcp ${list(Math.max(1, ports), (port) => `${rule + index + 2 * port + 1}`)} from ${index === 0 || rules < 2 ? peersOf(index) : 'any'}`,
      ),
      '}',
    ]),
    ...(aclEntries > 0
      ? [
          'network-acl acl {',
          ...times(
            aclEntries,
            (index) => `inbound ${index + 1} ${index % 2 === 0 ? 'allow' : 'deny'} tcp ${2 * index + 1} from any`,
          ),
          '}',
        ]
      : []),
    ...(listLength > 0 ? times(listUses, (index) => `route-table t${index} { route long -> main }`) : []),
    ...(recipe.siteBlocks > 0 ? times(propagations, (index) => `route-table p${index} { propagate line }`) : []),
    ...times(recipe.balancers, (index) => balancer(recipe, index)),
    ...(recipe.targets > 0
      ? [
          `target-group t tcp 80 { targets ${list(Math.min(recipe.targets, Math.max(1, recipe.instances)), (index) => `i${index}`)} }`,
        ]
      : []),
  ];
}

function instance({ groups, groupsOfInstance, publics }: Recipe, index: number): string {
  const own =
    groups > 0 && groupsOfInstance > 0
      ? `security-groups ${list(groupsOfInstance, (group) => `g${(index + group) % groups}`)}`
      : '';
  return `instance i${index} {${index < publics ? 'public-ip ' : ''}${own}}`;
}

function balancer({ listeners, targets }: Recipe, index: number): string {
  return `nlb lb${index} internal { subnets s ${targets > 0 ? times(listeners, (port) => `listen tcp ${port + 1} -> t`).join('\n') : ''} }`;
}

function between({ peerings, vpcs: count, attachments, siteBlocks }: Recipe): readonly string[] {
  return [
    ...(count > 1 ? times(peerings, (index) => `peering p${index} { vpcs w${index % count}, w${(index * 7 + 1) % count} }`) : []),
    ...(attachments > 0
      ? [
          'transit-gateway hub {',
          ...times(Math.min(attachments, count), (index) => `attach w${index} { subnets w${index}.s }`),
          '}',
        ]
      : []),
    ...(siteBlocks > 0 ? ['vpn line { vpc v  remote office }'] : []),
  ];
}

function claims({ instances, hosts, steps, reaches, nevers, everyClaims }: Recipe): readonly string[] {
  const one = (index: number): string => (instances > 0 ? `i${index % instances}` : 'v');
  const other = (index: number): string => (hosts > 0 && index % 2 === 0 ? `h${index % hosts}` : one(index * 7 + 1));
  return [
    ...(steps > 0 ? ['flow f {', ...times(steps, (index) => `${one(index)} -> ${other(index)} tcp ${index + 1}`), '}'] : []),
    ...times(reaches, (index) => `expect ${one(index)} reaches ${other(index)} on tcp ${index + 1}`),
    ...times(nevers, (index) => `expect ${one(index)} never reaches ${other(index)}`),
    ...times(everyClaims, (index) => `expect every instance never reaches every instance on udp ${index + 1}`),
  ];
}
