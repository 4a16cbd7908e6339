// NAT gateways: zonal ones with an interface in a subnet, regional ones with a route table of their own.
import type * as ast from '#language/ast/generated/ast.ts';
import { parsePrefix } from '#language/network/address.ts';
import type { InternetGateway, NatGateway, RegionalNat } from '#language/network/gateways.ts';
import { type EntityId, entityId, partId } from '#language/network/id.ts';
import type { Route } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { elasticIps, pair, publicAddresses, type Surroundings } from './interfaces.ts';
import { labelOf } from './label.ts';
import { tableFrom } from './routes.ts';
import { readAddresses } from './values.ts';

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

/**
 * A NAT gateway of the whole VPC; its table leads to the VPC's internet gateway unless the text says otherwise.
 * Source: Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ expansion".
 */
export function regionalNat(
  around: Surroundings,
  node: ast.RegionalNat,
  id: EntityId,
  vpc: Vpc,
  gateways: readonly InternetGateway[],
): RegionalNat {
  const { reading } = around;
  for (const property of node.properties) reading.place(id, { of: 'elastic-ip' }, property);
  reportRegional(around, node, id);
  const table = entityId(`${id}#route-table`);
  const manual = node.properties.some(({ $type }) => $type === 'ZonalAddressProperty');
  return {
    kind: 'regional-nat',
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    mode: manual ? 'manual' : 'automatic',
    addresses: regionalAddresses(around, node, id, vpc),
    routeTable: tableFrom(reading, { id: table, name: node.name }, vpc, {
      owner: id,
      routes: node.routes,
      preset: wayOut(table, vpc, gateways),
    }),
  };
}

function reportRegional({ reading }: Surroundings, node: ast.RegionalNat, id: EntityId): void {
  if (node.connectivity === 'private') {
    const message = `A regional NAT gateway is always public: drop the word private, or make ${node.name} a zonal one in a subnet.`;
    reading.report('nat-regional-private', 'error', id, message);
  }
  if (node.$container.$type === 'Subnet') {
    const message = `A regional NAT gateway belongs to the VPC and stands in no subnet: move ${node.name} out, or drop the word regional.`;
    reading.report('nat-regional-in-subnet', 'error', id, message);
  }
}

/** Those of the text; without any, an example for each zone of the VPC, as AWS brings one address a zone. */
function regionalAddresses(
  { reading, pool, subnets }: Surroundings,
  { properties }: ast.RegionalNat,
  id: EntityId,
  vpc: Vpc,
): RegionalNat['addresses'] {
  let before = 0;
  const declared = properties.flatMap((property) => {
    const zone = property.$type === 'ZonalAddressProperty' ? property.zone : undefined;
    const read = publicAddresses(reading, [property], id, 'elastic-ip', before);
    before += property.addresses.length;
    return read.map((address) => ({ ...(zone && { zone }), public: address, declared: true }));
  });
  if (declared.length > 0) return declared;
  const zones = new Set([...subnets.values()].flatMap((subnet) => (subnet.vpc === vpc ? (subnet.zone ?? []) : [])));
  return (zones.size === 0 ? [undefined] : [...zones]).flatMap((zone) => {
    const address = pool.publicAddress();
    return address === undefined ? [] : [{ ...(zone && { zone }), public: address, declared: false }];
  });
}

function wayOut(table: EntityId, vpc: Vpc, gateways: readonly InternetGateway[]): Route | undefined {
  const gateway = gateways.find((one) => one.kind === 'igw' && one.vpc === vpc);
  const everything = parsePrefix('0.0.0.0/0');
  if (gateway === undefined || everything === undefined) return undefined;
  return { id: partId(table, 'igw', 1), destination: everything, target: { kind: 'igw', id: gateway.id }, origin: 'static' };
}
