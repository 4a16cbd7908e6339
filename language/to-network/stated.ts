// What the lines of a resource state about its interfaces: subnets, security groups and addresses.
import type * as ast from '#language/ast/generated/ast.ts';
import type { AddressesPart, PublicAddressPart } from '#language/network/build/parts.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { Reading } from './reading.ts';
import { unnamedGroup } from './unknown.ts';
import { readAddress, readAddresses } from './values.ts';

type Properties = readonly (
  | ast.WorkloadProperty
  | ast.InterfaceProperty
  | ast.NatProperty
  | ast.RegionalNatProperty
  | ast.EndpointProperty
  | ast.ClientVpnProperty
  | ast.ResolverEndpointProperty
  | ast.FirewallProperty
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
  const unnamed = lines.flatMap(({ unknowns }) => unknowns).map((node, index) => unnamedGroupOf(reading, node, id, index + 1));
  return lines.length === 0 ? undefined : [...found.map(({ group }) => group), ...unnamed];
}

/** The group of a word `unknown`. A pod reads the line of its node, too. */
function unnamedGroupOf(reading: Reading, node: ast.Unknown, owner: EntityId, number: number): EntityId {
  const known = reading.idOf(node);
  if (known !== undefined) return known;
  const id = reading.declare(node, partId(owner, 'unknown-group', number));
  reading.addUnnamedGroup(unnamedGroup(reading, id, node));
  return id;
}

/** The readable addresses of the lines `elastic-ip …` of a resource. A line without one stands for an address that AWS chooses. */
export function elasticIps(reading: Reading, properties: Properties, id: EntityId): readonly PublicAddressPart[] {
  const lines = properties.flatMap((property) => (property.$type === 'ElasticIpProperty' ? [property] : []));
  return publicAddresses(reading, lines, id, 'elastic-ip', 0);
}

/** The readable addresses of these lines, as above. `before`: how many public addresses of the resource come earlier. */
export function publicAddresses(
  reading: Reading,
  lines: readonly (ast.ElasticIpProperty | ast.PublicIpProperty | ast.ZonalAddressProperty)[],
  id: EntityId,
  of: 'elastic-ip' | 'public-ip',
  before: number,
): readonly PublicAddressPart[] {
  const written = lines.flatMap((node): readonly Written[] =>
    node.addresses.length === 0 ? [{ node }] : node.addresses.map((text, place) => ({ node, text, place })),
  );
  return written.flatMap(({ node, text, place }, index) => {
    const property = text === undefined ? undefined : 'addresses';
    reading.place(id, { of, index }, node, property, place);
    reading.place(id, { of: 'public-address', index: before + index }, node, property, place);
    return text === undefined ? 'assigned' : (readAddress(reading, id, text, { of, index }) ?? []);
  });
}

/** An address of a line, or the line itself if it names none. */
interface Written {
  readonly node: ast.ElasticIpProperty | ast.PublicIpProperty | ast.ZonalAddressProperty;
  readonly text?: string;
  readonly place?: number;
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
  // AWS assigns a public address to an interface without an Elastic IP address only.
  const written = lines.filter(({ addresses }) => addresses.length > 0);
  const counted = elastic.length + written.length > 0 ? written : lines.slice(0, 1);
  const named = publicAddresses(reading, counted, id, 'public-ip', elastic.length);
  return { privateAddresses, publicAddresses: [...elastic, ...named] };
}
