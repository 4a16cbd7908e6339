// VPC endpoints: their interfaces, and the tables that gateway endpoints write to.
import type * as ast from '#language/ast/generated/ast.ts';
import type { SecurityGroup } from '#language/network/filters.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import { namedSubnets, type Surroundings, securityGroups, serviceInterface } from './interfaces.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { type EndpointsByTable, type TableNode, tableId, tableNodeOf } from './subnets.ts';

/** A VPC endpoint. Source: AWS PrivateLink Guide; Amazon EC2 API, CreateVpcEndpoint and CreateInstanceConnectEndpoint (defaults). */
export function vpcEndpoint(around: Surroundings, node: ast.VpcEndpoint, id: EntityId, vpc: Vpc): VpcEndpoint {
  const { reading } = around;
  placeEndpoint(reading, node, id);
  const service = node.properties.find((property) => property.$type === 'ServiceProperty')?.service;
  const served = node.properties.flatMap((property) => (property.$type === 'ServesProperty' ? property.resources : []));
  return {
    kind: 'endpoint',
    id,
    name: node.name,
    ...labelOf(node),
    type: node.type ?? 'interface',
    vpc,
    ...(service && { service }),
    serves: served.flatMap(({ ref }) => reading.idOf(ref) ?? []),
    routeTables: tableNodes(node).flatMap((table) => tableId(reading, table) ?? []),
    privateDns: node.properties.some((property) => property.$type === 'PrivateDnsProperty' && property.value === 'on'),
    interfaces: interfacesOf(around, node, id),
    preserveClientIp: node.properties.some(
      (property) => property.$type === 'PreserveClientIpProperty' && property.value === 'on',
    ),
  };
}

/** One interface in each subnet. A gateway endpoint has none; one of a gateway load balancer passes packets on and takes no groups. */
function interfacesOf(around: Surroundings, node: ast.VpcEndpoint, id: EntityId): readonly Interface[] {
  const subnets = namedSubnets(around, node.properties, id);
  if (node.type === 'gateway') return [];
  return subnets.map((subnet, index) => {
    const own = serviceInterface(
      around,
      partId(id, 'interface', index + 1),
      id,
      subnet,
      groupsIn(around, node, id, subnet),
      undefined,
    );
    return { ...own, sourceDestCheck: node.type !== 'gateway-load-balancer' };
  });
}

function groupsIn(
  around: Surroundings,
  node: ast.VpcEndpoint,
  id: EntityId,
  { vpc }: Subnet,
): readonly SecurityGroup[] | undefined {
  return node.type === 'gateway-load-balancer' ? undefined : securityGroups(around, node.properties, vpc, id);
}

/** For each table the gateway endpoints whose routes it gets: those that name it, or a subnet that uses it. */
export function endpointsByTable(vpcs: Iterable<ast.Vpc>): EndpointsByTable {
  const found = new Map<TableNode, ast.VpcEndpoint[]>();
  for (const endpoint of [...vpcs].flatMap(({ members }) => members)) {
    if (endpoint.$type !== 'VpcEndpoint' || endpoint.name === undefined) continue;
    for (const table of tableNodes(endpoint)) {
      const list = found.get(table);
      if (list === undefined) found.set(table, [endpoint]);
      else list.push(endpoint);
    }
  }
  return found;
}

/** The tables of its VPC that a gateway endpoint writes to, each once. */
function tableNodes({ type, properties, $container: vpc }: ast.VpcEndpoint): readonly TableNode[] {
  if (type !== 'gateway') return [];
  const all = properties.flatMap((property): readonly (TableNode | undefined)[] => {
    if (property.$type === 'RouteTablesProperty') return property.tables.map(({ ref }) => ref);
    return property.$type === 'SubnetsProperty' ? property.subnets.map(({ ref }) => ref && tableNodeOf(ref)) : [];
  });
  return [...new Set(all)].flatMap((table) =>
    table !== undefined && (table === vpc || table.$container === vpc) ? [table] : [],
  );
}

const ASPECTS = {
  ServiceProperty: 'service',
  ServesProperty: 'serves',
  SubnetsProperty: 'subnets',
  RouteTablesProperty: 'route-tables',
  SecurityGroupsProperty: 'security-groups',
  PrivateDnsProperty: 'private-dns',
  PreserveClientIpProperty: 'preserve-client-ip',
} as const;

function placeEndpoint(reading: Reading, node: ast.VpcEndpoint, id: EntityId): void {
  for (const property of node.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
}
