// The targets of a load balancer node: which it may use (8.1, 8.4), which are in rotation (8.8), and which nodes are in DNS (8.35).
import type { Address } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Listener, ListenerAction, LoadBalancer, Target, TargetGroup } from '#language/network/load-balancer.ts';
import { type Health, privateOwner, type World } from './world.ts';

/** 8.7: source ports of nodes. */
export const NODE_PORTS = { from: 1024, to: 65535 };

/** A target to which a load balancer node may send a connection. */
export interface Candidate {
  readonly target: Target;
  readonly group: TargetGroup;
  /** None for a function, and for an address that no resource of the VPC has. */
  readonly iface: Interface | undefined;
}

/** What a node does with a connection: it uses a target, replies itself (an ALB), or has nobody to send it to. */
export type Picked =
  | { readonly kind: 'target'; readonly candidate: Candidate }
  | { readonly kind: 'reply' }
  | { readonly kind: 'none'; readonly code: string };

/** What decides about targets, before any packet is sent. */
export type Balancing = Pick<World, 'network' | 'health' | 'assumed'>;

/**
 * The request chooses the rule, among those for the address that connects, `client`; then the load balancer chooses a group by weights, and
 * the node a target of it. Without a client, AWS does not say which address it sees.
 */
export function pickTarget(world: World, balancer: LoadBalancer, node: Interface, listener: Listener, client?: Address): Picked {
  const rules = client === undefined ? listener.rules : listener.rules.filter((rule) => isForClient(rule, client));
  const actions = rules
    .filter((rule, index) => !rules.slice(0, index).some((before) => takesAllOf(before, rule)))
    .map(({ action }) => action)
    .filter((action, index, all) => all.findIndex((other) => leadsTo(other) === leadsTo(action)) === index);
  if (actions.length === 0) return { kind: 'none', code: 'ELBV2_LISTENER_HAS_NO_TG' };
  const action = world.choose.among('request', `request ${listener.id}`, actions, leadsTo);
  if (action.kind !== 'forward') return { kind: 'reply' };
  const used = action.groups.filter(({ weight }) => weight > 0).map(({ targetGroup }) => targetGroup);
  if (used.length === 0) return { kind: 'none', code: 'ELBV2_LISTENER_HAS_NO_TG' };
  const chosen = world.choose.among('target', `group ${listener.id}`, used, (id) => id);
  const group = world.network.targetGroups.find(({ id }) => id === chosen);
  const usable = group === undefined ? 'ELBV2_LISTENER_HAS_NO_TG' : usableTargets(world, balancer, node, group);
  if (typeof usable === 'string') return { kind: 'none', code: usable };
  const rotation = inRotation(world, node, usable);
  // 8C.6: without a healthy instance, a Classic Load Balancer answers by itself.
  if (balancer.kind === 'clb' && rotation.every((one) => healthOf(world, node, one) === 'fails'))
    return { kind: 'none', code: 'ELBV2_LISTENER_HAS_NO_TG' };
  const candidate = world.choose.among('target', `${node.id} ${chosen}`, rotation, targetName);
  return { kind: 'target', candidate };
}

/** 8.45: the first rule decides. What meets `rule` meets every condition of `before` (sources are met already). */
function takesAllOf(before: Listener['rules'][number], rule: Listener['rules'][number]): boolean {
  return before.conditions.every((one) => {
    if (one.kind === 'source') return true;
    if (one.kind === 'host' && one.values.includes('*')) return true;
    if (one.kind === 'path' && (one.values.includes('*') || one.values.includes('/*'))) return true;
    return rule.conditions.some((other) => {
      if (other.kind === 'source' || other.kind !== one.kind) return false;
      if (other.kind === 'header' && one.kind === 'header' && other.header.toUpperCase() !== one.header.toUpperCase())
        return false;
      return other.values.every((value) =>
        one.values.some((own) => own === value || (one.kind === 'host' && own.toUpperCase() === value.toUpperCase())),
      );
    });
  });
}

function leadsTo(action: ListenerAction): string {
  return action.kind === 'forward'
    ? action.groups.map(({ targetGroup, weight }) => `${targetGroup} ${weight > 0}`).join(' ')
    : 'reply';
}

/** Source conditions are about the address that connects; all others about the request, which no packet shows. */
function isForClient({ conditions }: Listener['rules'][number], client: Address): boolean {
  return conditions.every(
    (one) =>
      one.kind !== 'source' ||
      one.prefixes.some((block) => block.family === client.family && block.first <= client.bits && client.bits <= block.last),
  );
}

/** The targets of a group that a node may use (8.1, 8.4), healthy or not, or why it has none. */
function usableTargets(
  world: Balancing,
  balancer: LoadBalancer,
  node: Interface,
  group: TargetGroup,
): readonly Candidate[] | string {
  const all = group.targets.flatMap((target) =>
    interfacesOf(world, balancer, target).map((iface): Candidate => ({ target, group, iface })),
  );
  const reachable = all.filter((candidate) => speaksItsFamily(node, candidate));
  if (reachable.length === 0) return 'ELBV2_LISTENER_HAS_NO_TG';
  const enabled = reachable.filter(({ iface }) => isEnabled(balancer, iface));
  if (enabled.length === 0) return 'ELB_INSTALLED_AZ_RESTRICTION';
  const near = enabled.filter(({ iface }) => balancer.crossZone || iface === undefined || isNear(balancer, node, iface));
  return near.length === 0 ? 'ELB_NOT_CROSSZONE' : near;
}

/** The targets of a group that a node uses, or why there are none. */
export function rotationOf(
  world: Balancing,
  balancer: LoadBalancer,
  node: Interface,
  group: TargetGroup,
): readonly Candidate[] | string {
  const usable = usableTargets(world, balancer, node, group);
  return typeof usable === 'string' ? usable : inRotation(world, node, usable);
}

/** 8.8: the healthy ones; without any, all of them: the node fails open. */
function inRotation(world: Balancing, node: Interface, usable: readonly Candidate[]): readonly Candidate[] {
  const states = usable.map((candidate) => ({ candidate, state: healthOf(world, node, candidate) }));
  const healthy = states.filter(({ state }) => state !== 'fails').map(({ candidate }) => candidate);
  if (usable.length > 1 && states.some(({ state }) => state === 'unknown')) world.assumed.add('8.8');
  return healthy.length > 0 ? healthy : usable;
}

/** 8.8: the node checks the target over TCP, on the traffic port unless the group names another one; a function is not checked (8.18). */
function healthOf(world: Balancing, node: Interface, candidate: Candidate): Health {
  const destination = targetAddress(candidate);
  if (candidate.target.type === 'lambda' || destination === undefined) return 'passes';
  const { healthCheck } = candidate.group;
  return world.health({ node, destination, port: healthCheck?.port ?? candidate.target.port });
}

/**
 * The nodes that DNS returns. With cross-zone off, a zone in which a target group has no healthy target leaves DNS, unless this is so in every
 * zone (8.35; AWS re:Post, "Why does my load balancer show only one IP address in DNS?": each group counts).
 */
export function nodesInDns(world: Balancing, balancer: LoadBalancer): readonly Interface[] {
  if (balancer.crossZone) return balancer.nodes;
  const groups = world.network.targetGroups.filter(
    ({ id, targets }) => targets.length > 0 && balancer.listeners.some((listener) => forwardsTo(listener, id)),
  );
  const healthy = balancer.nodes.filter((node) =>
    groups.every((group) => {
      const usable = usableTargets(world, balancer, node, group);
      return typeof usable !== 'string' && usable.some((candidate) => healthOf(world, node, candidate) !== 'fails');
    }),
  );
  if (healthy.length === 0 || healthy.length === balancer.nodes.length) return balancer.nodes;
  return healthy;
}

function forwardsTo({ rules }: Listener, group: TargetGroup['id']): boolean {
  return rules.some(({ action }) => action.kind === 'forward' && action.groups.some(({ targetGroup }) => targetGroup === group));
}

/** 8.19: targets are reached at addresses of the target group's family; functions at none. */
function speaksItsFamily(node: Interface, candidate: Candidate): boolean {
  const { target, group } = candidate;
  if (target.type === 'lambda') return true;
  const destination = targetAddress(candidate);
  // An IP target may be unused.
  return addressOf(node, group.family) !== undefined && destination !== undefined && destination.family === group.family;
}

/** 8.5: the primary address of the primary interface; of an ALB, any of its nodes; of a fleet, each member. */
function interfacesOf(
  world: Balancing,
  { vpc }: LoadBalancer,
  { resource, type, address }: Target,
): readonly (Interface | undefined)[] {
  if (address !== undefined) return [privateOwner(world, vpc, address)?.iface];
  const entity = world.network.byId.get(resource);
  if (entity === undefined) return [];
  if (type === 'lambda') return [undefined];
  if ('nodes' in entity) return entity.nodes;
  if (!('interfaces' in entity)) return [];
  return entity.kind === 'fleet' ? entity.interfaces : entity.interfaces.slice(0, 1);
}

function isEnabled(balancer: LoadBalancer, iface: Interface | undefined): boolean {
  if (iface === undefined || iface.subnet.vpc !== balancer.vpc || iface.subnet.az === undefined) return true;
  const azs = balancer.nodes.map(({ subnet }) => subnet.az);
  return azs.includes(undefined) || azs.includes(iface.subnet.az);
}

function isNear(balancer: LoadBalancer, node: Interface, iface: Interface): boolean {
  if (iface.subnet.vpc !== balancer.vpc) return true;
  return node.subnet.az === undefined || iface.subnet.az === undefined || node.subnet.az === iface.subnet.az;
}

/** Where a target is sent to, in the family of its group (8.19); nowhere for a function. */
export function targetAddress({ target, group, iface }: Candidate): Address | undefined {
  return target.address ?? (iface && addressOf(iface, group.family));
}

/** The family of the packet decides which address of a target is meant. */
export function addressOf(iface: Interface, family: 4 | 6): Address | undefined {
  return iface.addresses.find(({ private: address }) => address.family === family)?.private;
}

/** The name of a choice among targets. */
export function targetName({ target, iface }: Candidate): string {
  return `${target.id} ${iface?.id ?? ''}`;
}
