// Load balancers, their listeners and target groups, and API gateways.
import type * as ast from '#language/ast/generated/ast.ts';
import { unquote } from '#language/ast/values.ts';
import type { Address } from '#language/network/address.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type {
  ApiGateway,
  ApiIntegration,
  Interface,
  Listener,
  ListenerAction,
  ListenerRule,
  LoadBalancer,
  SecurityGroup,
  Subnet,
  Target,
  TargetGroup,
  Vpc,
} from '#language/network/network.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { elasticIps, namedSubnets, type Surroundings, securityGroups } from './workloads.ts';

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
  const crossZone = node.properties.find((property) => property.$type === 'CrossZoneProperty')?.value;
  return {
    kind: node.kind,
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    scheme,
    crossZone: crossZone === undefined ? node.kind === 'alb' : crossZone === 'on',
    listeners: node.listeners.flatMap((listener, index) => listenerFrom(reading, listener, partId(id, 'listener', index + 1))),
    nodes: namedSubnets(around, node.properties, id).map((subnet, index) =>
      nodeInterface(
        around,
        partId(id, 'node', index + 1),
        id,
        subnet,
        groups,
        scheme === 'internal' ? undefined : (elastic[index] ?? around.pool.publicAddress()),
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
    preserveClientIp: preserve === undefined ? byDefault : preserve === 'on',
  };
}

/** An API gateway; a VPC link stands with one interface in each of its subnets. Source: API Gateway guide, "Set up VPC links V2". */
export function apiGateway(around: Surroundings, node: ast.ApiGateway, id: EntityId, address: Address): ApiGateway {
  const [first] = node.integrations;
  return { kind: 'api-gateway', id, name: node.name, ...labelOf(node), address, integration: integration(around, first, id) };
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
    nodeInterface(
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

function nodeInterface(
  { pool }: Surroundings,
  id: EntityId,
  owner: EntityId,
  subnet: Subnet,
  groups: readonly SecurityGroup[] | undefined,
  mapped: Address | undefined,
): Interface {
  const address = pool.privateAddress(subnet);
  const addresses = address === undefined ? [] : [{ private: address, ...(mapped && { public: mapped }), declared: false }];
  return { id, owner, subnet, addresses, securityGroups: groups, sourceDestCheck: true };
}

function groupsOf(around: Surroundings, node: ast.LoadBalancer, id: EntityId, vpc: Vpc): readonly SecurityGroup[] | undefined {
  const named = node.properties.some((property) => property.$type === 'SecurityGroupsProperty');
  return node.kind === 'nlb' && !named ? undefined : securityGroups(around, node.properties, vpc, id);
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
  const thing = node.thing?.ref;
  const id = reading.idOf(thing);
  if (thing === undefined || id === undefined) return [];
  return [{ id: reading.declare(node, wanted), thing: id, type: targetType(thing, chosen), port: node.port ?? port }];
}

function targetType(thing: ast.TargetThing, chosen: 'instance' | 'ip' | undefined): Target['type'] {
  if (thing.kind === 'alb' || thing.kind === 'nlb') return 'alb';
  if (thing.kind === 'lambda') return 'lambda';
  return chosen ?? (thing.kind === 'instance' || thing.kind === 'node' ? 'instance' : 'ip');
}

const ASPECTS = {
  SubnetsProperty: 'subnets',
  SecurityGroupsProperty: 'security-groups',
  ElasticIpProperty: 'elastic-ip',
  CrossZoneProperty: undefined,
} as const;

function placeLoadBalancer(reading: Reading, node: ast.LoadBalancer, id: EntityId): void {
  reading.place(id, { of: 'scheme' }, node, 'scheme');
  for (const property of node.properties) {
    const of = ASPECTS[property.$type];
    if (of !== undefined) reading.place(id, { of }, property);
  }
}
