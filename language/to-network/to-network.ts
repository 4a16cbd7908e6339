// Syntax trees of a file and its imports → the network that they describe, the table of lines, and what could not be understood.

import type { AstNode } from 'langium';
import { qualifiedName } from '#language/ast/declarations.ts';
import type * as ast from '#language/ast/generated/ast.ts';
import { type Address, hostPrefix, type Prefix, parseAddress } from '#language/network/address.ts';
import type { Finding } from '#language/network/finding.ts';
import { type EntityId, entityId, partId } from '#language/network/id.ts';
import type {
  Entity,
  Interface,
  Network,
  NetworkAcl,
  Outside,
  RouteTable,
  SecurityGroup,
  Subnet,
  Vpc,
} from '#language/network/network.ts';
import type { Sources } from '#language/network/source.ts';
import { AddressPool } from './addressing.ts';
import { expectationFrom, flowFrom, INTERNET, viewFrom } from './claims.ts';
import { defaultNetworkAcl, defaultSecurityGroup, EVERYWHERE, networkAcl, securityGroup } from './filters.ts';
import { labelOf } from './label.ts';
import { apiGateway, loadBalancer, targetGroup } from './load-balancers.ts';
import { Reading } from './reading.ts';
import { internetGateway, mainRouteTable, namedRouteTable, subnetFrom, vpcFrom } from './subnets.ts';
import { readAddresses, readPrefixes } from './values.ts';
import { natGateway, type Surroundings, workloadFrom } from './workloads.ts';

/** What a file means. */
export interface Meaning {
  readonly network: Network;
  readonly sources: Sources;
  /** The id of a syntax node that is a thing or a part of one: a workload, a rule, a leg, an expectation. */
  readonly idOf: (node: AstNode) => EntityId | undefined;
  /** What the text says and the network cannot hold: unreadable literals, things AWS has no place for. */
  readonly problems: readonly Finding[];
}

/** The files' things in the order of the files, the first one being the file that is asked about. Any tree gives a network, broken ones too. */
export function toNetwork(files: readonly ast.File[]): Meaning {
  const reading = new Reading();
  const members = files.flatMap((file) => file.members);
  declareAll(reading, members);
  const vpcs = collect(members, 'Vpc', (node) => vpcFrom(reading, node, idOf(reading, node)));
  const inside = inVpcs(reading, vpcs);
  const around: Surroundings = {
    reading,
    pool: new AddressPool(declaredAddresses(members)),
    subnets: inside.subnets,
    groups: inside.groups,
    defaultGroups: inside.defaultGroups,
  };
  const things = placedThings(around, members, vpcs);
  const outside = outsideThings(reading, members);
  const claims = {
    flows: members.flatMap((node) =>
      node.$type === 'Flow' && isNamed(node) ? [flowFrom(reading, node, idOf(reading, node))] : [],
    ),
    expectations: expectations(reading, files),
    views: members.flatMap((node) =>
      node.$type === 'View' && isNamed(node) ? [viewFrom(reading, node, idOf(reading, node))] : [],
    ),
  };
  const parts = {
    vpcs: [...vpcs.values()],
    subnets: [...inside.subnets.values()],
    routeTables: [...new Set([...inside.tables.values(), ...[...inside.subnets.values()].map(({ routeTable }) => routeTable)])],
    gateways: inside.gateways,
    securityGroups: [...inside.groups.values(), ...unnamedDefaults(inside)],
    networkAcls: [...inside.acls.values(), ...inside.defaultAcls],
    ...things,
    regionalNats: [],
    prefixLists: [],
    endpoints: [],
    kubernetesServices: [],
    peerings: [],
    transitGateways: [],
    siteLinks: [],
    outside,
    ...claims,
  };
  return {
    network: { ...parts, interfaces: interfacesOf(things), byId: indexOf(parts) },
    sources: reading.sources(),
    idOf: (node) => reading.idOf(node),
    problems: reading.problems,
  };
}

type Named = Exclude<ast.Member | ast.VpcMember, { $type: 'Expectation' }>;

/** Error recovery leaves things without a name; they have no id and are left out until they get one. */
function isNamed(node: ast.Member | ast.VpcMember): node is Named {
  return node.$type !== 'Expectation' && node.name !== undefined;
}

function declareAll(reading: Reading, members: readonly ast.Member[]): void {
  reading.declare({ $type: 'Internet' }, INTERNET);
  for (const node of members.flatMap(withInner)) {
    if (!isNamed(node)) continue;
    const wanted = qualifiedName(node);
    const id = reading.declare(node, wanted);
    if (id !== wanted) duplicate(reading, id, entityId(wanted), node.name);
  }
}

function duplicate(reading: Reading, id: EntityId, first: EntityId, name: string): void {
  reading.problems.push({
    code: 'duplicate-name',
    severity: 'error',
    subject: id,
    message: `${name} is already the name of another thing; give this one a name of its own.`,
    related: [{ subject: first, message: 'The first one is here.' }],
  });
}

function withInner(node: ast.Member | ast.VpcMember): readonly (ast.Member | ast.VpcMember)[] {
  if (node.$type === 'Vpc') return [node, ...node.members.flatMap(withInner)];
  return node.$type === 'Subnet' ? [node, ...node.members] : [node];
}

/** The id of a node that `declareAll` has seen. */
function idOf(reading: Reading, node: Named): EntityId {
  return reading.idOf(node) ?? entityId(node.name);
}

type NodeOf<T extends Named['$type']> = Extract<Named, { $type: T }>;

function collect<T extends Named['$type'], R>(
  nodes: readonly (ast.Member | ast.VpcMember)[],
  type: T,
  make: (node: NodeOf<T>) => R,
): Map<NodeOf<T>, R> {
  const isWanted = (node: ast.Member | ast.VpcMember): node is NodeOf<T> => node.$type === type && isNamed(node);
  return new Map(nodes.filter(isWanted).map((node) => [node, make(node)]));
}

type Inside = ReturnType<typeof inVpcs>;

/** Filters, tables, gateways and subnets of all VPCs. */
function inVpcs(reading: Reading, vpcs: ReadonlyMap<ast.Vpc, Vpc>) {
  const groups = new Map<ast.SecurityGroup, SecurityGroup>();
  const acls = new Map<ast.NetworkAcl, NetworkAcl>();
  const tables = new Map<ast.RouteTable, RouteTable>();
  const subnets = new Map<ast.Subnet, Subnet>();
  const defaultGroups = new Map<Vpc, SecurityGroup>();
  const defaultAcls: NetworkAcl[] = [];
  const gateways = [...vpcs].flatMap(([node, vpc]) => [
    ...collect(node.members, 'InternetGateway', (inner) => internetGateway(inner, idOf(reading, inner), vpc)).values(),
  ]);
  for (const [node, vpc] of vpcs) {
    const own = collect(node.members, 'SecurityGroup', (inner) => securityGroup(reading, inner, idOf(reading, inner), vpc));
    addAll(groups, own);
    defaultGroups.set(vpc, [...own.values()].find(({ isDefault }) => isDefault) ?? defaultSecurityGroup(vpc));
    addAll(
      acls,
      collect(node.members, 'NetworkAcl', (inner) => networkAcl(reading, inner, idOf(reading, inner), vpc)),
    );
    addAll(
      tables,
      collect(node.members, 'RouteTable', (inner) => namedRouteTable(reading, inner, idOf(reading, inner), vpc)),
    );
    const defaultAcl = defaultNetworkAcl(vpc);
    defaultAcls.push(defaultAcl);
    const around = { vpc, tables, acls, defaultAcl, mainTable: mainRouteTable(vpc) };
    addAll(
      subnets,
      collect(node.members, 'Subnet', (inner) => subnetFrom(reading, inner, idOf(reading, inner), around)),
    );
  }
  return { groups, acls, tables, subnets, defaultGroups, defaultAcls, gateways };
}

function addAll<K, V>(target: Map<K, V>, more: ReadonlyMap<K, V>): void {
  for (const [key, value] of more) target.set(key, value);
}

function unnamedDefaults({ defaultGroups, groups }: Inside): readonly SecurityGroup[] {
  const written = new Set(groups.values());
  return [...defaultGroups.values()].filter((group) => !written.has(group));
}

/** Everything that has network interfaces. */
function placedThings(around: Surroundings, members: readonly ast.Member[], vpcs: ReadonlyMap<ast.Vpc, Vpc>) {
  const { reading } = around;
  const vpcMembers = [...vpcs.keys()].flatMap((node) => node.members);
  const inSubnet = [...around.subnets].flatMap(([node, subnet]) =>
    node.members.filter(isNamed).map((inner) => ({ inner, subnet })),
  );
  const loose = [...members, ...vpcMembers].filter(isNamed);
  const natsOutsideSubnets = loose.filter((node) => node.$type === 'NatGateway');
  for (const node of natsOutsideSubnets) {
    reading.report(
      'nat-without-subnet',
      'error',
      idOf(reading, node),
      `A zonal NAT gateway lives in one subnet: move ${node.name} into a public one.`,
    );
  }
  return {
    natGateways: inSubnet.flatMap(({ inner, subnet }) =>
      inner.$type === 'NatGateway' ? [natGateway(around, inner, idOf(reading, inner), subnet)] : [],
    ),
    workloads: [
      ...inSubnet.flatMap(({ inner, subnet }) =>
        inner.$type === 'Workload' ? [workloadFrom(around, inner, idOf(reading, inner), subnet)] : [],
      ),
      ...loose.flatMap((node) => (node.$type === 'Workload' ? [workloadFrom(around, node, idOf(reading, node), undefined)] : [])),
    ],
    loadBalancers: [...vpcs].flatMap(([node, vpc]) => [
      ...collect(node.members, 'LoadBalancer', (inner) => loadBalancer(around, inner, idOf(reading, inner), vpc)).values(),
    ]),
    targetGroups: [...vpcs].flatMap(([node, vpc]) => [
      ...collect(node.members, 'TargetGroup', (inner) => targetGroup(reading, inner, idOf(reading, inner), vpc)).values(),
    ]),
    apiGateways: loose.flatMap((node) => {
      const address = node.$type === 'ApiGateway' ? around.pool.publicAddress() : undefined;
      return node.$type === 'ApiGateway' && address !== undefined ? [apiGateway(around, node, idOf(reading, node), address)] : [];
    }),
  };
}

function outsideThings(reading: Reading, members: readonly ast.Member[]): readonly Outside[] {
  const internet: Outside = { kind: 'internet', id: INTERNET, name: 'internet', label: 'Internet', prefixes: EVERYWHERE };
  const declared = members.flatMap((node): readonly Outside[] => {
    if (!isNamed(node) || (node.$type !== 'Host' && node.$type !== 'OutsideNetwork')) return [];
    const id = idOf(reading, node);
    return [
      {
        kind: node.$type === 'Host' ? 'host' : 'network',
        id,
        name: node.name,
        ...labelOf(node),
        prefixes: outsidePrefixes(reading, node, id),
      },
    ];
  });
  return [internet, ...declared];
}

function outsidePrefixes(reading: Reading, node: ast.Host | ast.OutsideNetwork, id: EntityId): readonly Prefix[] {
  if (node.$type === 'Host') {
    for (const index of node.addresses.keys()) reading.place(id, { of: 'address', index }, node, 'addresses', index);
    return readAddresses(reading, id, node.addresses, 'address').map(hostPrefix);
  }
  for (const index of node.prefixes.keys()) reading.place(id, { of: 'prefix', index }, node, 'prefixes', index);
  return readPrefixes(reading, id, node.prefixes, 'prefix');
}

/** Only the claims of the file itself: those of an imported file are checked where they stand. */
function expectations(reading: Reading, [own]: readonly ast.File[]) {
  const nodes = (own?.members ?? []).flatMap((node) => (node.$type === 'Expectation' ? [node] : []));
  return nodes.flatMap((node, index) => expectationFrom(reading, node, partId(entityId('expect'), 'line', index + 1)) ?? []);
}

/** Addresses that stand in the text, so that none of them is handed out twice. Declarations report unreadable ones. */
function declaredAddresses(members: readonly ast.Member[]): readonly Address[] {
  return members.flatMap(withInner).flatMap((node) => {
    if (node.$type !== 'Workload' && node.$type !== 'NatGateway' && node.$type !== 'Host') return [];
    const properties = node.$type === 'Host' ? [] : node.properties;
    const named = properties.flatMap((property) => ('addresses' in property ? property.addresses : []));
    return [...node.addresses, ...named].flatMap((text) => parseAddress(text) ?? []);
  });
}

function interfacesOf(things: ReturnType<typeof placedThings>): readonly Interface[] {
  return [
    ...things.natGateways.map((nat) => nat.interface),
    ...things.workloads.flatMap(({ interfaces }) => interfaces),
    ...things.loadBalancers.flatMap(({ nodes }) => nodes),
    ...things.apiGateways.flatMap(({ integration }) => (integration.kind === 'vpc-link' ? integration.interfaces : [])),
  ];
}

function indexOf(parts: Omit<Network, 'interfaces' | 'byId' | 'expectations'>): ReadonlyMap<EntityId, Entity> {
  const all: readonly (readonly Entity[])[] = [
    parts.vpcs,
    parts.subnets,
    parts.routeTables,
    parts.gateways,
    parts.natGateways,
    parts.regionalNats,
    parts.prefixLists,
    parts.endpoints,
    parts.kubernetesServices,
    parts.peerings,
    parts.transitGateways,
    parts.siteLinks,
    parts.securityGroups,
    parts.networkAcls,
    parts.workloads,
    parts.loadBalancers,
    parts.targetGroups,
    parts.apiGateways,
    parts.outside,
    parts.flows,
    parts.views,
  ];
  return new Map(all.flat().map((entity) => [entity.id, entity]));
}
