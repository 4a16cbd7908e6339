// VPC endpoints: their subnets and groups, and the tables that gateway endpoints write to.
import type * as ast from '#language/ast/generated/ast.ts';
import type { EndpointPart } from '#language/network/build/parts.ts';
import type { EntityId } from '#language/network/id.ts';
import { firewallPolicy } from './firewalls.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { statedGroups, statedSubnets } from './stated.ts';
import { type TableNode, tableIds, tableNodeOf } from './subnets.ts';
import { unknownSubnetsIn } from './unknown.ts';

/** A VPC endpoint; an interface endpoint unless stated. */
export function endpointPart(reading: Reading, node: ast.VpcEndpoint, id: EntityId, vpc: EntityId): EndpointPart {
  for (const property of node.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
  const service = node.properties.find((property) => property.$type === 'ServiceProperty')?.service;
  const served = node.properties.flatMap((property) => (property.$type === 'ServesProperty' ? property.resources : []));
  for (const { ref } of served) if (ref !== undefined) reportOtherType(reading, node, ref, id);
  return {
    kind: 'endpoint',
    id,
    name: node.name,
    ...labelOf(node),
    type: node.type,
    vpc,
    ...(service && { service }),
    serves: served.flatMap(({ ref }) => reading.idsOf(ref)),
    routeTables: tableNodes(node).flatMap((table) => tableIds(reading, table)),
    privateDns: node.properties.some((property) => property.$type === 'PrivateDnsProperty' && property.value === 'on'),
    subnets: statedSubnets(reading, node.properties, id),
    ...unknownSubnetsIn(node.properties),
    securityGroups: statedGroups(reading, node.properties, id),
    ...(node.type === 'firewall' && { policy: firewallPolicy(reading, node, id) }),
    preserveClientIp: node.properties.some(
      (property) => property.$type === 'PreserveClientIpProperty' && property.value === 'on',
    ),
  };
}

/** Source: AWS PrivateLink Guide, "Access virtual appliances through AWS PrivateLink". */
function reportOtherType(
  reading: Reading,
  { name, type = 'interface' }: ast.VpcEndpoint,
  served: ast.ServedResource,
  id: EntityId,
): void {
  const isGateway = served.$type === 'LoadBalancer' && served.kind === 'gwlb';
  if (isGateway === (type === 'gateway-load-balancer')) return;
  const message = isGateway
    ? `A gwlb is the service of Gateway Load Balancer endpoints: write "endpoint ${name} gateway-load-balancer".`
    : `The service of a Gateway Load Balancer endpoint is a gwlb, which ${served.name} is not.`;
  reading.report('endpoint-gwlb', 'error', id, message, { of: 'serves' });
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
  RuleOrderProperty: 'rule-order',
  StatelessDefaultProperty: 'stateless-default',
  StatefulDefaultProperty: 'stateful-default',
} as const;
