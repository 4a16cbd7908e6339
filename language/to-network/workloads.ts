// Workloads and NAT gateways with their network interfaces: addresses, public addresses, security groups.
import type * as ast from '#language/ast/generated/ast.ts';
import { EKS_API_PORT, ENGINE_PORTS } from '#language/aws/ports.ts';
import type { Address } from '#language/network/address.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { InterfaceAddress, NatGateway, SecurityGroup, Subnet, Vpc, Workload } from '#language/network/network.ts';
import type { AddressPool } from './addressing.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { readAddresses } from './values.ts';

/** What workloads find around them. */
export interface Surroundings {
  readonly reading: Reading;
  readonly pool: AddressPool;
  readonly subnets: ReadonlyMap<ast.Subnet, Subnet>;
  readonly groups: ReadonlyMap<ast.SecurityGroup, SecurityGroup>;
  readonly defaultGroups: ReadonlyMap<Vpc, SecurityGroup>;
}

/** A workload in the given subnet, or in those that it names itself; a lambda without any is attached to no VPC. */
export function workloadFrom(around: Surroundings, node: ast.Workload, id: EntityId, home: Subnet | undefined): Workload {
  const { reading } = around;
  placeWorkload(reading, node, id);
  const subnets = home === undefined ? namedSubnets(around, node.properties, id) : [home];
  if (subnets.length === 0 && node.kind !== 'lambda') {
    const where =
      node.$container.$type === 'File' ? 'Put it into a subnet of a VPC' : 'Put it into a subnet, or give it a line "subnets …"';
    reading.report('workload-without-subnet', 'error', id, `${node.kind} ${node.name} stands in no subnet. ${where}.`);
  }
  const host = node.properties.find((property) => property.$type === 'NodeProperty')?.node?.ref;
  const hostId = reading.idOf(host);
  const groups = host === undefined ? node.properties : host.properties;
  const engine = node.properties.find((property) => property.$type === 'EngineProperty')?.engine;
  const port = node.properties.find((property) => property.$type === 'PortProperty')?.port ?? usualPort(node.kind, engine);
  const vpc = subnets[0]?.vpc;
  return {
    kind: node.kind,
    id,
    name: node.name,
    ...labelOf(node),
    ...(vpc && { vpc }),
    interfaces: subnets.map((subnet, index) => ({
      id: partId(id, 'interface', index + 1),
      owner: id,
      subnet,
      addresses: addressesOf(around, node, id, subnet, subnets.length === 1),
      securityGroups: securityGroups(around, groups, subnet.vpc, id),
      sourceDestCheck: checksSource(node),
    })),
    ...(hostId && { node: hostId }),
    ...(engine && { engine }),
    ...(port !== undefined && { port }),
  };
}

/** A zonal NAT gateway: one interface, one elastic IP if public, never a security group. Source: Amazon VPC User Guide, "NAT gateway basics". */
export function natGateway(around: Surroundings, node: ast.NatGateway, id: EntityId, subnet: Subnet): NatGateway {
  const { reading, pool } = around;
  for (const property of node.properties)
    reading.place(id, { of: property.$type === 'ElasticIpProperty' ? 'elastic-ip' : 'security-groups' }, property);
  for (const index of node.addresses.keys()) reading.place(id, { of: 'address', index }, node, 'addresses', index);
  if (node.properties.some((property) => property.$type === 'SecurityGroupsProperty')) {
    reading.report(
      'nat-security-group',
      'error',
      id,
      'NAT gateways take no security groups: filter with the network ACL of their subnet, or with the groups of their clients.',
      { of: 'security-groups' },
    );
  }
  const declared = readAddresses(reading, id, node.addresses, 'address');
  const elastic = elasticIps(reading, node.properties, id);
  const addresses = pair(declared.length > 0 ? declared : [pool.privateAddress(subnet)], elastic, declared.length > 0);
  return {
    kind: 'nat',
    id,
    name: node.name,
    ...labelOf(node),
    vpc: subnet.vpc,
    connectivity: node.connectivity ?? 'public',
    interface: {
      id: partId(id, 'interface', 1),
      owner: id,
      subnet,
      addresses,
      securityGroups: undefined,
      sourceDestCheck: false,
    },
  };
}

type Properties = readonly (ast.WorkloadProperty | ast.NatProperty | ast.LoadBalancerProperty | ast.VpcLinkProperty)[];

/** The subnets that the lines `subnets …` of a thing name. */
export function namedSubnets({ reading, subnets }: Surroundings, properties: Properties, id: EntityId): readonly Subnet[] {
  const found = properties.flatMap((node) => {
    const references = node.$type === 'SubnetsProperty' ? node.subnets : [];
    return references.flatMap(({ ref }, place) => {
      const subnet = ref && subnets.get(ref);
      return subnet === undefined ? [] : [{ subnet, node, place }];
    });
  });
  for (const [index, { node, place }] of found.entries()) reading.place(id, { of: 'subnets', index }, node, 'subnets', place);
  return found.map(({ subnet }) => subnet);
}

/** The groups that the lines `security-groups …` of a thing name; without such a line, the VPC's default group. */
export function securityGroups(around: Surroundings, properties: Properties, vpc: Vpc, id: EntityId): readonly SecurityGroup[] {
  const lines = properties.flatMap((property) => (property.$type === 'SecurityGroupsProperty' ? [property] : []));
  const found = lines.flatMap((node) =>
    node.groups.flatMap(({ ref }, place) => {
      const group = ref && around.groups.get(ref);
      return group === undefined ? [] : [{ group, node, place }];
    }),
  );
  for (const [index, { node, place }] of found.entries())
    around.reading.place(id, { of: 'security-groups', index }, node, 'groups', place);
  const standard = around.defaultGroups.get(vpc);
  return lines.length > 0 || standard === undefined ? found.map(({ group }) => group) : [standard];
}

/** The readable addresses of the lines `elastic-ip …` of a thing. */
export function elasticIps(reading: Reading, properties: Properties, id: EntityId): readonly Address[] {
  const lines = properties.flatMap((property) => (property.$type === 'ElasticIpProperty' ? [property] : []));
  return publicAddresses(reading, lines, id, 'elastic-ip', 0);
}

/** The readable addresses of these lines; `before` public addresses of the thing come earlier. */
function publicAddresses(
  reading: Reading,
  lines: readonly (ast.ElasticIpProperty | ast.PublicIpProperty)[],
  id: EntityId,
  of: 'elastic-ip' | 'public-ip',
  before: number,
): readonly Address[] {
  const written = lines.flatMap((node) => node.addresses.map((text, place) => ({ text, node, place })));
  for (const [index, { node, place }] of written.entries()) {
    reading.place(id, { of, index }, node, 'addresses', place);
    reading.place(id, { of: 'public-address', index: before + index }, node, 'addresses', place);
  }
  const texts = written.map(({ text }) => text);
  return readAddresses(reading, id, texts, of);
}

function addressesOf(
  around: Surroundings,
  node: ast.Workload,
  id: EntityId,
  subnet: Subnet,
  only: boolean,
): readonly InterfaceAddress[] {
  const { reading, pool } = around;
  const declared = only ? readAddresses(reading, id, node.addresses, 'address') : [];
  const elastic = elasticIps(reading, node.properties, id);
  const lines = node.properties.flatMap((property) => (property.$type === 'PublicIpProperty' ? [property] : []));
  const named = publicAddresses(reading, lines, id, 'public-ip', elastic.length);
  const [line] = lines;
  const automatic = line !== undefined && named.length === 0 && elastic.length === 0 ? [pool.publicAddress()] : [];
  if (line !== undefined && automatic.length > 0) reading.place(id, { of: 'public-address' }, line);
  const publicOnes = [...elastic, ...named, ...automatic.flatMap((address) => address ?? [])];
  return pair(declared.length > 0 ? declared : [pool.privateAddress(subnet)], publicOnes, declared.length > 0);
}

/** An elastic IP belongs to one private IPv4 address: first to first. Source: Amazon VPC User Guide, "Elastic IP addresses". */
function pair(
  privates: readonly (Address | undefined)[],
  publics: readonly Address[],
  declared: boolean,
): readonly InterfaceAddress[] {
  const usable = privates.flatMap((address) => address ?? []);
  const mapped = usable.filter(({ family }) => family === 4);
  return usable.map((address) => {
    const mate = publics[mapped.indexOf(address)];
    return { private: address, ...(mate && { public: mate }), declared };
  });
}

function usualPort(kind: ast.WorkloadKind, engine: string | undefined): number | undefined {
  if (kind === 'eks') return EKS_API_PORT;
  return engine === undefined ? undefined : ENGINE_PORTS.get(engine);
}

/** On by default, also on a NAT instance, where it is a mistake. Source: Amazon VPC User Guide, "NAT instances". */
function checksSource(node: ast.Workload): boolean {
  return node.properties.find((property) => property.$type === 'SourceDestCheckProperty')?.value !== 'off';
}

const ASPECTS = {
  ElasticIpProperty: 'elastic-ip',
  PublicIpProperty: 'public-ip',
  SecurityGroupsProperty: 'security-groups',
  SubnetsProperty: 'subnets',
  NodeProperty: 'on',
  EngineProperty: 'engine',
  PortProperty: 'port',
  SourceDestCheckProperty: 'source-dest-check',
} as const;

function placeWorkload(reading: Reading, node: ast.Workload, id: EntityId): void {
  for (const index of node.addresses.keys()) reading.place(id, { of: 'address', index }, node, 'addresses', index);
  for (const property of node.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
}
