// Load balancers, their listeners and target groups, and API gateways.
import type * as ast from '#language/ast/generated/ast.ts';
import { unquote } from '#language/ast/values.ts';
import type { ApiGateway, ApiIntegration } from '#language/network/api-gateway.ts';
import type { SecurityGroup } from '#language/network/filters.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type {
  Listener,
  ListenerAction,
  ListenerRule,
  LoadBalancer,
  Target,
  TargetGroup,
} from '#language/network/load-balancer.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { elasticIps, namedSubnets, namesGroups, type Surroundings, securityGroups, serviceInterface } from './interfaces.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { readAddresses } from './values.ts';

/**
 * A load balancer with one node in each of its subnets. Internet-facing unless the text says internal; cross-zone on for an ALB, off for an NLB;
 * an NLB without groups has none. Source: Elastic Load Balancing API, CreateLoadBalancer; "How Elastic Load Balancing works".
 */
export function loadBalancer(around: Surroundings, node: ast.LoadBalancer, id: EntityId, vpc: Vpc): LoadBalancer {
  const { reading } = around;
  placeLoadBalancer(reading, node, id);
  const scheme = node.scheme ?? 'internet-facing';
  const elastic = elasticIps(reading, node.properties, id);
  const groups = groupsOf(around, node, id, vpc);
  const ipAddressType = node.properties.find((property) => property.$type === 'IpAddressTypeProperty')?.type ?? 'ipv4';
  const isPublic = scheme === 'internet-facing' && ipAddressType !== 'dualstack-without-public-ipv4';
  const crossZone = node.properties.find((property) => property.$type === 'CrossZoneProperty')?.value;
  return {
    kind: node.kind,
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    scheme,
    ipAddressType,
    crossZone: crossZone === undefined ? node.kind === 'alb' : crossZone === 'on',
    listeners: node.listeners.flatMap((listener, index) => listenerFrom(reading, listener, partId(id, 'listener', index + 1))),
    nodes: namedSubnets(around, node.properties, id).map((subnet, index) =>
      serviceInterface(
        around,
        partId(id, 'node', index + 1),
        id,
        subnet,
        groups,
        isPublic ? (elastic[index] ?? around.pool.publicAddress()) : undefined,
        ipAddressType === 'ipv4' ? [4] : [4, 6],
      ),
    ),
  };
}

/**
 * A target group. Workloads whose address belongs to an instance are instance targets, pods are ip targets, unless the text says otherwise;
 * an NLB keeps the client's address for instance targets, and for all UDP. Source: Elastic Load Balancing, "Edit target group attributes for your Network Load Balancer".
 */
export function targetGroup(reading: Reading, node: ast.TargetGroup, id: EntityId, vpc: Vpc): TargetGroup {
  const chosen = node.properties.find((property) => property.$type === 'TargetTypeProperty')?.type;
  const listed = node.properties.flatMap((property) => (property.$type === 'TargetsProperty' ? property.targets : []));
  const targets = listed.flatMap((target, index) =>
    targetFrom(reading, target, partId(id, 'target', index + 1), node.port, chosen),
  );
  for (const [index, target] of listed.entries()) reading.place(id, { of: 'targets', index }, target);
  reading.place(id, { of: 'port' }, node, 'port');
  const preserve = node.properties.find((property) => property.$type === 'PreserveClientIpProperty')?.value;
  const family = node.properties.find((property) => property.$type === 'TargetFamilyProperty')?.family;
  const byDefault = node.protocol === 'udp' || targets.some(({ type }) => type === 'instance' || type === 'alb');
  return {
    kind: 'target-group',
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    protocol: node.protocol ?? 'tcp',
    port: node.port ?? 0,
    targets,
    family: family === 'ipv6' ? 6 : 4,
    preserveClientIp: preserve === undefined ? byDefault : preserve === 'on',
  };
}

/**
 * An API gateway; a VPC link stands with one interface in each of its subnets, a private one has no public address.
 * Source: API Gateway guide, "Set up VPC links V2", "Private REST APIs in API Gateway".
 */
export function apiGateway(around: Surroundings, node: ast.ApiGateway, id: EntityId): ApiGateway {
  const [first] = node.integrations;
  const address = node.visibility === 'private' ? undefined : around.pool.publicAddress();
  const behind = integration(around, first, id);
  return { kind: 'api-gateway', id, name: node.name, ...labelOf(node), ...(address && { address }), integration: behind };
}

function integration(around: Surroundings, node: ast.Integration | undefined, id: EntityId): ApiIntegration {
  if (node === undefined) return { kind: 'none' };
  around.reading.place(id, { of: 'target' }, node);
  if (node.$type === 'InvokeIntegration') {
    const target = around.reading.idOf(node.function?.ref);
    return target === undefined ? { kind: 'none' } : { kind: 'lambda', function: target };
  }
  const balancer = around.reading.idOf(node.loadBalancer?.ref);
  if (balancer === undefined) return { kind: 'none' };
  const interfaces = namedSubnets(around, node.properties, id).map((subnet, index) =>
    serviceInterface(
      around,
      partId(id, 'link', index + 1),
      id,
      subnet,
      securityGroups(around, node.properties, subnet.vpc, id),
      undefined,
    ),
  );
  return { kind: 'vpc-link', interfaces, loadBalancer: balancer };
}

function groupsOf(around: Surroundings, node: ast.LoadBalancer, id: EntityId, vpc: Vpc): readonly SecurityGroup[] | undefined {
  return node.kind === 'nlb' && !namesGroups(node.properties) ? undefined : securityGroups(around, node.properties, vpc, id);
}

function listenerFrom(reading: Reading, node: ast.Listener, wanted: EntityId): readonly Listener[] {
  if (node.protocol === undefined || node.port === undefined) return [];
  const id = reading.declare(node, wanted);
  reading.place(id, { of: 'port' }, node, 'port');
  if (node.action !== undefined) reading.place(id, { of: 'target' }, node.action);
  const conditional = node.rules.flatMap((rule, index) => listenerRule(reading, rule, partId(wanted, 'rule', index + 1)));
  const action = node.action && listenerAction(reading, node.action);
  const standard: readonly ListenerRule[] = action === undefined ? [] : [{ id, action }];
  return [{ id, protocol: node.protocol, port: node.port, rules: [...conditional, ...standard] }];
}

function listenerRule(reading: Reading, node: ast.ListenerRule, wanted: EntityId): readonly ListenerRule[] {
  const action = node.action && listenerAction(reading, node.action);
  if (action === undefined) return [];
  const host = node.host === undefined ? {} : { host: unquote(node.host) };
  const path = node.path === undefined ? {} : { path: unquote(node.path) };
  const id = reading.declare(node, wanted);
  reading.place(id, { of: 'target' }, node.action);
  return [{ id, ...host, ...path, action }];
}

function listenerAction(reading: Reading, node: ast.ListenerAction): ListenerAction | undefined {
  if (node.$type === 'RedirectAction') {
    return { kind: 'redirect', protocol: node.protocol === 'http' ? 'http' : 'https', port: node.port };
  }
  const group = reading.idOf(node.targetGroup?.ref);
  return group && { kind: 'forward', targetGroup: group };
}

function targetFrom(
  reading: Reading,
  node: ast.Target,
  wanted: EntityId,
  port: number,
  chosen: 'instance' | 'ip' | undefined,
): readonly Target[] {
  if (node.address !== undefined) {
    const id = reading.declare(node, wanted);
    const [address] = readAddresses(reading, id, [node.address], 'address');
    return address === undefined ? [] : [{ id, resource: id, address, type: 'ip', port: node.port ?? port }];
  }
  const resource = node.resource?.ref;
  const id = reading.idOf(resource);
  if (resource === undefined || id === undefined) return [];
  return [{ id: reading.declare(node, wanted), resource: id, type: targetType(resource, chosen), port: node.port ?? port }];
}

function targetType(resource: ast.TargetResource, chosen: 'instance' | 'ip' | undefined): Target['type'] {
  if (resource.kind === 'alb' || resource.kind === 'nlb') return 'alb';
  if (resource.kind === 'lambda') return 'lambda';
  return chosen ?? (resource.kind === 'instance' || resource.kind === 'node' ? 'instance' : 'ip');
}

const ASPECTS = {
  SubnetsProperty: 'subnets',
  SecurityGroupsProperty: 'security-groups',
  ElasticIpProperty: 'elastic-ip',
  CrossZoneProperty: undefined,
  IpAddressTypeProperty: 'ip-address-type',
} as const;

function placeLoadBalancer(reading: Reading, node: ast.LoadBalancer, id: EntityId): void {
  reading.place(id, { of: 'scheme' }, node, 'scheme');
  for (const property of node.properties) {
    const of = ASPECTS[property.$type];
    if (of !== undefined) reading.place(id, { of }, property);
  }
}
