// NAT gateways: zonal ones in a subnet, regional ones of a whole VPC.
import type * as ast from '#language/ast/generated/ast.ts';
import type { NatGatewayPart, RegionalNatPart, RouteTablePart } from '#language/network/build/parts.ts';
import { ownTableId } from '#language/network/build/route-tables.ts';
import type { EntityId } from '#language/network/id.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { tablePart } from './routes.ts';
import { elasticIps, publicAddresses } from './stated.ts';
import { readAddresses } from './values.ts';

/** A zonal NAT gateway; public unless stated. */
export function natPart(reading: Reading, node: ast.NatGateway, id: EntityId, subnet: EntityId): NatGatewayPart {
  for (const property of node.properties)
    reading.place(id, { of: property.$type === 'ElasticIpProperty' ? 'elastic-ip' : 'security-groups' }, property);
  for (const index of node.addresses.keys()) reading.place(id, { of: 'address', index }, node, 'addresses', index);
  if (node.properties.some((property) => property.$type === 'SecurityGroupsProperty')) {
    const message =
      'A NAT gateway has no security groups. Filter with the network ACL of its subnet, or with the security groups of its clients.';
    reading.report('nat-security-group', 'error', id, message, { of: 'security-groups' });
  }
  return {
    kind: 'nat',
    id,
    name: node.name,
    ...labelOf(node),
    connectivity: node.connectivity,
    subnet,
    privateAddresses: readAddresses(reading, id, node.addresses, 'address'),
    publicAddresses: elasticIps(reading, node.properties, id),
  };
}

/** Reports a zonal NAT gateway outside of a subnet. It is no part of the network. */
export function reportNatWithoutSubnet(reading: Reading, { name }: ast.NatGateway, id: EntityId): void {
  const message = `A zonal NAT gateway is in one subnet. Move ${name} into a public subnet.`;
  reading.report('nat-without-subnet', 'error', id, message);
}

/** A NAT gateway of the whole VPC. Lines with an Availability Zone make it a manual one. */
export function regionalNatPart(reading: Reading, node: ast.RegionalNat, id: EntityId, vpc: EntityId): RegionalNatPart {
  for (const property of node.properties) reading.place(id, { of: 'elastic-ip' }, property);
  reportRegional(reading, node, id);
  const isManual = node.properties.some(({ $type }) => $type === 'ZonalAddressProperty');
  return {
    kind: 'regional-nat',
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    mode: isManual ? 'manual' : 'automatic',
    addresses: regionalAddresses(reading, node, id),
    routeTable: ownTableId(id),
  };
}

/** The table of a regional NAT gateway with the routes that the text adds. */
export function regionalTablePart(reading: Reading, node: ast.RegionalNat, id: EntityId, vpc: EntityId): RouteTablePart {
  return tablePart(reading, { id: ownTableId(id), name: node.name }, vpc, { of: id, routes: node.routes });
}

function reportRegional(reading: Reading, node: ast.RegionalNat, id: EntityId): void {
  if (node.connectivity === 'private') {
    const message = `A regional NAT gateway is always public. Remove the word "private", or make ${node.name} a zonal NAT gateway in a subnet.`;
    reading.report('nat-regional-private', 'error', id, message);
  }
  if (node.$container.$type === 'Subnet') {
    const message = `A regional NAT gateway belongs to the VPC and is in no subnet. Move ${node.name} out of the subnet, or remove the word "regional".`;
    reading.report('nat-regional-in-subnet', 'error', id, message);
  }
}

/** In automatic mode AWS chooses the addresses without being told, so a line without one adds none. */
function regionalAddresses(reading: Reading, { properties }: ast.RegionalNat, id: EntityId): RegionalNatPart['addresses'] {
  let before = 0;
  return properties.flatMap((property) => {
    const az = property.$type === 'ZonalAddressProperty' ? property.zone : undefined;
    if (az === undefined && property.addresses.length === 0) return [];
    const read = publicAddresses(reading, [property], id, 'elastic-ip', before);
    before += Math.max(1, property.addresses.length);
    return read.map((address) => ({ ...(az && { az }), public: address }));
  });
}
