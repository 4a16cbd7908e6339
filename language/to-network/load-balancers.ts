// Load balancers with their listeners, and target groups.
import type * as ast from '#language/ast/generated/ast.ts';
import { unquote } from '#language/ast/values.ts';
import type { LoadBalancerPart, TargetGroupPart, TargetPart } from '#language/network/build/parts.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { HealthCheck, Listener, ListenerAction, ListenerRule, RuleCondition } from '#language/network/load-balancer.ts';
import type { Aspect } from '#language/network/source.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { elasticIps, statedGroups, statedSubnets } from './stated.ts';
import { unknownFrom, unknownSubnetsIn } from './unknown.ts';
import { readAddresses, readAddressOrPrefix } from './values.ts';

/** A load balancer. */
export function loadBalancerPart(reading: Reading, node: ast.LoadBalancer, id: EntityId, vpc: EntityId): LoadBalancerPart {
  placeLoadBalancer(reading, node, id);
  if (node.kind === 'gwlb') reportOthersLines(reading, node, id);
  else if (node.kind !== 'clb') reportClassicLines(reading, node, id);
  const crossZone = node.properties.find((property) => property.$type === 'CrossZoneProperty')?.value;
  return {
    kind: node.kind,
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    scheme: node.scheme,
    ipAddressType: node.properties.find((property) => property.$type === 'IpAddressTypeProperty')?.type,
    crossZone: crossZone && crossZone === 'on',
    enforcesOnPrivateLink: enforces(reading, node, id),
    elasticIps: elasticIps(reading, node.properties, id),
    securityGroups: node.kind === 'gwlb' ? undefined : statedGroups(reading, node.properties, id),
    listeners: node.kind === 'gwlb' ? [geneveListener(reading, node, id)] : listenersOf(reading, node, id),
    subnets: statedSubnets(reading, node.properties, id),
    ...unknownSubnetsIn(node.properties),
  };
}

function listenersOf(reading: Reading, { listeners }: ast.LoadBalancer, id: EntityId): readonly Listener[] {
  return listeners.flatMap((listener, index) => listenerFrom(reading, listener, partId(id, 'listener', index + 1), id));
}

/** `undefined` without a line about it. Only a Network Load Balancer has the setting. */
function enforces(reading: Reading, node: ast.LoadBalancer, id: EntityId): boolean | undefined {
  const value = node.properties.find((property) => property.$type === 'PrivateLinkRulesProperty')?.value;
  if (value !== undefined && node.kind !== 'nlb' && node.kind !== 'gwlb') {
    const message = `${node.kind === 'clb' ? 'A clb' : 'An alb'} gets no traffic over PrivateLink: remove the line from ${node.name}, or write it in the nlb in front of it.`;
    reading.report('alb-enforce-on-privatelink', 'error', id, message, { of: 'enforce-on-privatelink' });
  }
  return value && value === 'on';
}

/** Only a Classic Load Balancer has targets itself. The listeners of the others lead to target groups. */
function reportClassicLines(reading: Reading, { kind, name, properties, listeners }: ast.LoadBalancer, id: EntityId): void {
  const own = properties.find(({ $type }) => $type === 'TargetsProperty' || $type === 'HealthCheckProperty');
  const isClassic = own !== undefined || listeners.some(({ action }) => action?.$type === 'InstancePortAction');
  if (!isClassic) return;
  const message = `An ${kind} leads to target groups, which have targets and health checks. Write a target group for ${name}, and "listen … -> GROUP".`;
  reading.report('lb-without-target-group', 'error', id, message, own && { of: ASPECTS[own.$type] });
}

/** Source: Elastic Load Balancing API, RegisterInstancesWithLoadBalancer; Amazon EC2 Auto Scaling API, AttachLoadBalancers. */
function isInstance(reading: Reading, { address, resource }: ast.Target, balancer: EntityId, index: number): boolean {
  const target = resource?.ref;
  const isOne = target !== undefined && CLASSIC_TARGETS.has(target.kind);
  if (isOne || (address === undefined && target === undefined)) return isOne;
  const message = `The targets of a clb are EC2 instances. Use an alb or an nlb for ${address ?? target?.name ?? 'this target'}.`;
  reading.report('clb-target-not-instance', 'error', balancer, message, { of: 'targets', index });
  return false;
}

const CLASSIC_TARGETS: ReadonlySet<string> = new Set(['instance', 'node', 'nat-instance', 'fleet']);

/** The id of the targets of a Classic Load Balancer at one of their ports. */
function instancesId(balancer: EntityId, port: number): EntityId {
  return partId(balancer, 'targets', port);
}

/** The targets of a Classic Load Balancer: a group for each port to which its listeners lead. */
export function classicGroups(reading: Reading, node: ast.LoadBalancer, id: EntityId, vpc: EntityId): readonly TargetGroupPart[] {
  const listed = node.properties.flatMap((property) => (property.$type === 'TargetsProperty' ? property.targets : []));
  if (node.kind !== 'clb') return [];
  for (const [index, target] of listed.entries()) reading.place(id, { of: 'targets', index }, target);
  const instances = listed.filter((target, index) => isInstance(reading, target, id, index));
  for (const { action } of node.listeners) {
    if (action === undefined || action.$type !== 'ForwardAction') continue;
    const message = `A listener of a clb leads to a port of its targets. Write "-> 8080" with the port, and "targets …" in ${node.name}.`;
    reading.report('clb-target-group', 'error', id, message);
  }
  const ports = new Map(
    node.listeners.flatMap((listener) =>
      listener.action?.$type === 'InstancePortAction' && listener.action.port !== undefined
        ? [[listener.action.port, listener] as const]
        : [],
    ),
  );
  return [...ports].map(([port, listener]): TargetGroupPart => {
    const group = instancesId(id, port);
    reading.locate(group, listener);
    const known = instances.flatMap((target, index) => targetsFrom(reading, target, partId(group, 'target', index + 1)));
    const healthCheck = healthCheckOf(reading, node, group);
    return {
      kind: 'target-group',
      id: group,
      name: node.name,
      vpc,
      protocol: listener.protocol === 'http' || listener.protocol === 'https' ? 'http' : 'tcp',
      port,
      targetType: 'instance',
      targets: [...known, ...unknownTargets(reading, node, partId(group, 'target', listed.length + 1))],
      preserveClientIp: false,
      ...(healthCheck && { healthCheck }),
    };
  });
}

const GENEVE_PORT = 6081;

/**
 * A Gateway Load Balancer takes all packets, and forwards them in GENEVE to its only target group. Source: Elastic Load Balancing,
 * "Listeners for your Gateway Load Balancers".
 */
function geneveListener(reading: Reading, node: ast.LoadBalancer, id: EntityId): Listener {
  const own = partId(id, 'listener', 1);
  reading.locate(own, node);
  const groups = [{ targetGroup: instancesId(id, GENEVE_PORT), weight: 1 }];
  return {
    id: own,
    protocol: 'geneve',
    port: GENEVE_PORT,
    rules: [{ id: own, conditions: [], action: { kind: 'forward', groups } }],
  };
}

/** Source: Elastic Load Balancing, "Health checks for Gateway Load Balancer target groups" (default). */
const STANDARD_CHECK: HealthCheck = { protocol: 'tcp', port: 80 };

/** The appliances of a Gateway Load Balancer: its only target group. */
export function applianceGroups(
  reading: Reading,
  node: ast.LoadBalancer,
  id: EntityId,
  vpc: EntityId,
): readonly TargetGroupPart[] {
  if (node.kind !== 'gwlb') return [];
  const group = instancesId(id, GENEVE_PORT);
  const listed = node.properties.flatMap((property) => (property.$type === 'TargetsProperty' ? property.targets : []));
  for (const [index, target] of listed.entries()) reading.place(id, { of: 'targets', index }, target);
  reading.locate(group, node);
  const known = listed
    .filter((target, index) => isAppliance(reading, target, id, index))
    .flatMap((target, index) => targetsFrom(reading, target, partId(group, 'target', index + 1)));
  return [
    {
      kind: 'target-group',
      id: group,
      name: node.name,
      vpc,
      protocol: 'geneve',
      port: GENEVE_PORT,
      targets: [...known, ...unknownTargets(reading, node, partId(group, 'target', listed.length + 1))],
      preserveClientIp: false,
      healthCheck: healthCheckOf(reading, node, group) ?? STANDARD_CHECK,
    },
  ];
}

const APPLIANCES: ReadonlySet<string> = new Set(['instance', 'node', 'nat-instance', 'fleet']);

/** Source: Elastic Load Balancing, "Target groups for your Gateway Load Balancers" (target type, port 6081). */
function isAppliance(reading: Reading, { address, resource, port }: ast.Target, balancer: EntityId, index: number): boolean {
  const target = resource?.ref;
  const aspect = { of: 'targets', index } as const;
  if (port !== undefined && port !== GENEVE_PORT) {
    const message = `A gwlb sends to UDP port ${GENEVE_PORT} of its appliances: remove ":${port}".`;
    reading.report('gwlb-target', 'error', balancer, message, aspect);
    return false;
  }
  if (target === undefined || APPLIANCES.has(target.kind)) return address !== undefined || target !== undefined;
  const message = `The targets of a gwlb are EC2 instances or IPv4 addresses, which ${target.name} is not. Name the appliances.`;
  reading.report('gwlb-target', 'error', balancer, message, aspect);
  return false;
}

/** Only its subnets, targets, health checks, zones and address types can be stated. Source: Elastic Load Balancing API, CreateLoadBalancer. */
function reportOthersLines(reading: Reading, { name, scheme, properties, listeners }: ast.LoadBalancer, id: EntityId): void {
  const report = (what: string, line: string, aspect?: Aspect): void => {
    reading.report('gwlb-line', 'error', id, `A gwlb has no ${what}: remove ${line} from ${name}.`, aspect);
  };
  if (scheme === 'internet-facing') report('public addresses', `"${scheme}"`, { of: 'scheme' });
  if (listeners.length > 0) report('ports: it takes all packets of its endpoints', 'the lines "listen …"');
  for (const { $type } of properties) {
    if ($type === 'PrivateLinkRulesProperty')
      report('inbound rules', 'the line "enforce-on-privatelink …"', { of: ASPECTS[$type] });
    if ($type === 'SecurityGroupsProperty') report('security groups', 'the line "security-groups …"', { of: ASPECTS[$type] });
    if ($type === 'ElasticIpProperty') report('public addresses', 'the line "elastic-ip …"', { of: ASPECTS[$type] });
  }
}

/** A target group. A group without a port, which only broken text has, gets port 0. */
export function targetGroupPart(reading: Reading, node: ast.TargetGroup, id: EntityId, vpc: EntityId): TargetGroupPart {
  const listed = node.properties.flatMap((property) => (property.$type === 'TargetsProperty' ? property.targets : []));
  const known = listed.flatMap((target, index) => targetsFrom(reading, target, partId(id, 'target', index + 1)));
  const targets = [...known, ...unknownTargets(reading, node, partId(id, 'target', listed.length + 1))];
  for (const [index, target] of listed.entries()) reading.place(id, { of: 'targets', index }, target);
  reading.place(id, { of: 'port' }, node, 'port');
  const preserve = node.properties.find((property) => property.$type === 'PreserveClientIpProperty');
  if (preserve !== undefined) reading.place(id, { of: 'preserve-client-ip' }, preserve);
  const family = node.properties.find((property) => property.$type === 'TargetFamilyProperty')?.family;
  const healthCheck = healthCheckOf(reading, node, id);
  return {
    kind: 'target-group',
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    protocol: node.protocol,
    port: node.port ?? 0,
    targetType: node.properties.find((property) => property.$type === 'TargetTypeProperty')?.type,
    targets,
    family: family === 'ipv6' ? 6 : 4,
    preserveClientIp: preserve && preserve.value === 'on',
    ...(healthCheck && { healthCheck }),
  };
}

/** None where the line is incomplete. */
function healthCheckOf(
  reading: Reading,
  { properties }: ast.TargetGroup | ast.LoadBalancer,
  id: EntityId,
): HealthCheck | undefined {
  const node = properties.find((property) => property.$type === 'HealthCheckProperty');
  if (node?.protocol === undefined || node.port === undefined) return undefined;
  reading.place(id, { of: 'health-check' }, node);
  return { protocol: node.protocol, port: node.port };
}

function listenerFrom(reading: Reading, node: ast.Listener, wanted: EntityId, balancer: EntityId): readonly Listener[] {
  if (node.protocol === undefined || node.port === undefined) return [];
  const id = reading.declare(node, wanted);
  reading.place(id, { of: 'port' }, node, 'port');
  if (node.action !== undefined) reading.place(id, { of: 'target' }, node.action);
  const conditional = node.rules.flatMap((rule, index) =>
    listenerRule(reading, rule, partId(wanted, 'rule', index + 1), balancer),
  );
  const action = node.action && listenerAction(reading, node.action, balancer);
  const standard: readonly ListenerRule[] = action === undefined ? [] : [{ id, conditions: [], action }];
  return [{ id, protocol: node.protocol, port: node.port, rules: [...conditional, ...standard] }];
}

function listenerRule(reading: Reading, node: ast.ListenerRule, wanted: EntityId, balancer: EntityId): readonly ListenerRule[] {
  const action = node.action && listenerAction(reading, node.action, balancer);
  if (action === undefined) return [];
  const id = reading.declare(node, wanted);
  reading.place(id, { of: 'target' }, node.action);
  return [{ id, conditions: node.conditions.map((one) => ruleCondition(reading, id, one)), action }];
}

function ruleCondition(reading: Reading, id: EntityId, node: ast.RuleCondition): RuleCondition {
  switch (node.$type) {
    case 'TextCondition':
      return { kind: node.field, values: node.values.map(unquote) };
    case 'HeaderCondition':
      return { kind: 'header', header: unquote(node.header ?? ''), values: node.values.map(unquote) };
    case 'SourceCondition': {
      const aspect = { of: 'source' } as const;
      reading.place(id, aspect, node);
      return { kind: 'source', prefixes: node.blocks.flatMap((text) => readAddressOrPrefix(reading, id, text, aspect) ?? []) };
    }
  }
}

function listenerAction(reading: Reading, node: ast.ListenerAction, balancer: EntityId): ListenerAction | undefined {
  if (node.$type === 'RedirectAction') {
    return { kind: 'redirect', protocol: node.protocol === 'http' ? 'http' : 'https', port: node.port };
  }
  if (node.$type === 'InstancePortAction')
    return node.port === undefined
      ? undefined
      : { kind: 'forward', groups: [{ targetGroup: instancesId(balancer, node.port), weight: 1 }] };
  if (node.$type === 'FixedResponseAction') return { kind: 'fixed-response', code: node.code ?? 0 };
  const groups = node.groups.flatMap(({ targetGroup, weight = 1 }) => {
    const group = reading.idOf(targetGroup?.ref);
    return group === undefined ? [] : [{ targetGroup: group, weight }];
  });
  return groups.length === 0 ? undefined : { kind: 'forward', groups };
}

/** One target stands for all that are not known. */
function unknownTargets(
  reading: Reading,
  { properties }: ast.TargetGroup | ast.LoadBalancer,
  wanted: EntityId,
): readonly TargetPart[] {
  const [first] = properties.flatMap((property) => (property.$type === 'TargetsProperty' ? property.unknowns : []));
  return first === undefined ? [] : [{ id: reading.declare(first, wanted), unknown: unknownFrom(first) }];
}

function targetsFrom(reading: Reading, node: ast.Target, wanted: EntityId): readonly TargetPart[] {
  if (node.address !== undefined) {
    const id = reading.declare(node, wanted);
    const [address] = readAddresses(reading, id, [node.address], 'address');
    return address === undefined ? [] : [{ id, address, port: node.port }];
  }
  const resources = reading.idsOf(node.resource?.ref);
  return resources.map((resource) => ({ id: reading.declare(node, wanted), resource, port: node.port }));
}

const ASPECTS = {
  SubnetsProperty: 'subnets',
  SecurityGroupsProperty: 'security-groups',
  ElasticIpProperty: 'elastic-ip',
  CrossZoneProperty: 'cross-zone',
  IpAddressTypeProperty: 'ip-address-type',
  PrivateLinkRulesProperty: 'enforce-on-privatelink',
  TargetsProperty: 'targets',
  HealthCheckProperty: 'health-check',
} as const;

function placeLoadBalancer(reading: Reading, node: ast.LoadBalancer, id: EntityId): void {
  reading.place(id, { of: 'scheme' }, node, 'scheme');
  for (const property of node.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
}
