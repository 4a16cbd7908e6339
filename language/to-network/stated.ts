// What the lines of a resource state about its interfaces: subnets, security groups and addresses.
import type * as ast from '#language/ast/generated/ast.ts';
import type { Address } from '#language/network/address.ts';
import type { AddressesPart } from '#language/network/build/parts.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Reading } from './reading.ts';
import { readAddresses } from './values.ts';

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
export function statedSubnets(reading: Reading, properties: Properties, id: EntityId): readonly EntityId[] {
  const found = properties.flatMap((node) => {
    const references = node.$type === 'SubnetsProperty' ? node.subnets : [];
    return references.flatMap(({ ref }, place) => reading.idsOf(ref).map((subnet) => ({ subnet, node, place })));
  });
  for (const [index, { node, place }] of found.entries()) reading.place(id, { of: 'subnets', index }, node, 'subnets', place);
  return found.map(({ subnet }) => subnet);
}

/** The groups that the lines `security-groups …` of a resource name; `undefined` without such a line. */
export function statedGroups(reading: Reading, properties: Properties, id: EntityId): readonly EntityId[] | undefined {
  const lines = properties.flatMap((property) => (property.$type === 'SecurityGroupsProperty' ? [property] : []));
  const found = lines.flatMap((node) =>
    node.groups.flatMap(({ ref }, place) => reading.idsOf(ref).map((group) => ({ group, node, place }))),
  );
  for (const [index, { node, place }] of found.entries())
    reading.place(id, { of: 'security-groups', index }, node, 'groups', place);
  return lines.length === 0 ? undefined : found.map(({ group }) => group);
}

/** The readable addresses of the lines `elastic-ip …` of a resource. */
export function elasticIps(reading: Reading, properties: Properties, id: EntityId): readonly Address[] {
  const lines = properties.flatMap((property) => (property.$type === 'ElasticIpProperty' ? [property] : []));
  return publicAddresses(reading, lines, id, 'elastic-ip', 0);
}

/** The readable addresses of these lines. `before`: how many public addresses of the resource come earlier. */
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

/** The addresses of an interface. `takesPrivate`: whether the private ones after the name are meant for it. */
export function statedAddresses(
  reading: Reading,
  node: ast.Workload | ast.NetworkInterface,
  id: EntityId,
  takesPrivate: boolean,
): AddressesPart {
  const privateAddresses = takesPrivate ? readAddresses(reading, id, node.addresses, 'address') : [];
  const elastic = elasticIps(reading, node.properties, id);
  const lines = node.properties.flatMap((property) => (property.$type === 'PublicIpProperty' ? [property] : []));
  const named = publicAddresses(reading, lines, id, 'public-ip', elastic.length);
  const [line] = lines;
  const assignsPublicAddress = line !== undefined && named.length === 0 && elastic.length === 0;
  if (assignsPublicAddress) reading.place(id, { of: 'public-address' }, line);
  return { privateAddresses, publicAddresses: [...elastic, ...named], assignsPublicAddress };
}
