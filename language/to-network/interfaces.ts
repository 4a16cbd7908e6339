// What network interfaces are made of: the subnets, security groups and addresses that a resource's lines name.
import type * as ast from '#language/ast/generated/ast.ts';
import type { Address, Family } from '#language/network/address.ts';
import type { SecurityGroup } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface, InterfaceAddress } from '#language/network/interface.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { AddressPool } from './addressing.ts';
import type { Reading } from './reading.ts';
import { readAddresses } from './values.ts';

/** What resources with interfaces find around them. */
export interface Surroundings {
  readonly reading: Reading;
  readonly pool: AddressPool;
  readonly subnets: ReadonlyMap<ast.Subnet, Subnet>;
  readonly groups: ReadonlyMap<ast.SecurityGroup, SecurityGroup>;
  readonly defaultGroups: ReadonlyMap<Vpc, SecurityGroup>;
}

type Properties = readonly (
  | ast.WorkloadProperty
  | ast.InterfaceProperty
  | ast.NatProperty
  | ast.RegionalNatProperty
  | ast.EndpointProperty
  | ast.AttachmentProperty
  | ast.LoadBalancerProperty
  | ast.VpcLinkProperty
)[];

/** The subnets that the lines `subnets …` of a resource name. */
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

/** The groups that the lines `security-groups …` of a resource name; without such a line, the VPC's default group. */
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

/** Whether a line names security groups. */
export function namesGroups(properties: Properties): boolean {
  return properties.some((property) => property.$type === 'SecurityGroupsProperty');
}

/** The readable addresses of the lines `elastic-ip …` of a resource. */
export function elasticIps(reading: Reading, properties: Properties, id: EntityId): readonly Address[] {
  const lines = properties.flatMap((property) => (property.$type === 'ElasticIpProperty' ? [property] : []));
  return publicAddresses(reading, lines, id, 'elastic-ip', 0);
}

/** The readable addresses of these lines; `before` public addresses of the resource come earlier. */
export function publicAddresses(
  reading: Reading,
  lines: readonly (ast.ElasticIpProperty | ast.PublicIpProperty | ast.ZonalAddressProperty)[],
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

/** The addresses of an interface in the subnet; `only`: whether the ones behind the name are meant for it. */
export function addressesOf(
  around: Surroundings,
  node: ast.Workload | ast.NetworkInterface,
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
export function pair(
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

/** An interface of a service that AWS runs in the subnet: an address of each family, to the private one of IPv4 perhaps a public one. */
export function serviceInterface(
  { pool }: Surroundings,
  id: EntityId,
  owner: EntityId,
  subnet: Subnet,
  groups: readonly SecurityGroup[] | undefined,
  mapped: Address | undefined,
  families: readonly Family[] = [4],
): Interface {
  const addresses = families.flatMap((family): readonly InterfaceAddress[] => {
    const address = pool.privateAddress(subnet, family);
    if (address === undefined) return [];
    return [{ private: address, ...(family === 4 && mapped && { public: mapped }), declared: false }];
  });
  return { id, owner, subnet, addresses, securityGroups: groups, sourceDestCheck: true };
}
