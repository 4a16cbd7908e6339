// Load balancers → every way from one of their nodes to a target, and what the filters on it say.

import { EPHEMERAL_PORTS } from '#language/aws/ports.ts';
import { contains, hostPrefix, type Prefix } from '#language/network/address.ts';
import type { SecurityGroupRule } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { LoadBalancer, Target, TargetGroup } from '#language/network/load-balancer.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Traffic } from '#language/network/traffic.ts';
import type { KubernetesService, Workload } from '#language/network/workload.ts';
import { passing } from './acl-passing.ts';
import { coversTraffic } from './covering.ts';

/** From one node of a load balancer to one interface of a target. */
export interface BalancedPath {
  readonly balancer: LoadBalancer;
  readonly group: TargetGroup;
  readonly target: Target;
  readonly thing: Workload;
  readonly node: Interface;
  readonly interface: Interface;
  /** What the target is sent. */
  readonly traffic: Traffic;
  /** Whether the target sees the client's address in place of the node's. */
  readonly keepsClient: boolean;
}

/** The target groups that a load balancer forwards to, each once. */
export function groupsBehind(balancer: LoadBalancer, network: Network): readonly TargetGroup[] {
  const ids = balancer.listeners.flatMap(({ rules }) =>
    rules.flatMap(({ action }) => (action.kind === 'forward' ? [action.targetGroup] : [])),
  );
  return [...new Set(ids)].flatMap((id) => {
    const group = network.byId.get(id);
    return group?.kind === 'target-group' ? [group] : [];
  });
}

/** The workload behind a target that is reached by packets: functions and load balancers are none. */
export function machineOf({ resource: thing, type }: Target, network: Network): Workload | undefined {
  const machine = network.byId.get(thing);
  if (type === 'lambda' || type === 'alb' || machine === undefined || machine.kind === 'endpoint') return undefined;
  return 'interfaces' in machine ? machine : undefined;
}

/** All ways; without cross-zone balancing only those inside one zone. */
export const balancedPaths = perObject((network: Network): readonly BalancedPath[] => {
  return network.loadBalancers.flatMap((balancer) =>
    groupsBehind(balancer, network).flatMap((group) =>
      group.targets.flatMap((target) => {
        const thing = machineOf(target, network);
        return thing === undefined ? [] : pathsTo(balancer, group, target, thing);
      }),
    ),
  );
});

function pathsTo(balancer: LoadBalancer, group: TargetGroup, target: Target, thing: Workload): readonly BalancedPath[] {
  const protocol = group.protocol === 'udp' ? 'udp' : 'tcp';
  const traffic: Traffic = { protocol, ports: [{ from: target.port, to: target.port }] };
  const keepsClient = balancer.kind === 'nlb' && group.preserveClientIp;
  return balancer.nodes.flatMap((node) =>
    thing.interfaces
      .filter((end) => isPlaced(node) && isPlaced(end) && (balancer.crossZone || mayBeOneZone(node.subnet, end.subnet)))
      .map((end) => ({ balancer, group, target, thing, node, interface: end, traffic, keepsClient })),
  );
}

/** The Kubernetes service whose node port the path leads to, if one does. */
export function serviceAt({ kubernetesServices }: Network, { target, thing }: BalancedPath): KubernetesService | undefined {
  if (target.type !== 'instance') return undefined;
  return kubernetesServices.find(({ nodePort, workers }) => nodePort === target.port && workers.includes(thing.id));
}

/** A full subnet, or one without a block, has no address to give; that is reported there. */
function isPlaced({ addresses }: Interface): boolean {
  return addresses.length > 0;
}

function mayBeOneZone(a: Subnet, b: Subnet): boolean {
  return a.zone === undefined || b.zone === undefined || a.zone === b.zone;
}

/**
 * The rules of an interface's groups that speak of the traffic; `undefined` if it carries no groups and lets everything pass, or if none
 * of those that the text names is known yet.
 */
export function rulesFor(
  { securityGroups }: Interface,
  direction: SecurityGroupRule['direction'],
  traffic: Traffic,
): readonly SecurityGroupRule[] | undefined {
  if (securityGroups?.length === 0) return undefined;
  return securityGroups?.flatMap(({ rules }) =>
    rules.filter((rule) => rule.direction === direction && coversTraffic(rule.traffic, traffic)),
  );
}

/** Whether a rule's peer is the other interface: by its private address or by a group that it carries. */
export function isPeer({ peer }: SecurityGroupRule, other: Interface): boolean {
  if (peer.kind === 'group') return carries(other, peer.group);
  return other.addresses.some((address) => peer.prefixes.some((prefix) => contains(prefix, address.private)));
}

/** Whether the interface carries the group. */
export function carries({ securityGroups }: Interface, group: EntityId): boolean {
  return securityGroups?.some(({ id }) => id === group) ?? false;
}

/** Whether the groups of an interface let the traffic pass to or from the other one. */
export function groupsLet(
  own: Interface,
  direction: SecurityGroupRule['direction'],
  other: Interface,
  traffic: Traffic,
): boolean {
  return rulesFor(own, direction, traffic)?.some((rule) => isPeer(rule, other)) ?? true;
}

/** The subnet whose network ACL stops requests from one interface to the other, or all answers to them. None are asked inside a subnet. */
export function stoppedByAcl(from: Interface, to: Interface, traffic: Traffic): Subnet | undefined {
  const [source] = from.addresses;
  const [destination] = to.addresses;
  const [ports] = traffic.ports;
  const { protocol } = traffic;
  if (from.subnet === to.subnet || source === undefined || destination === undefined) return undefined;
  if (ports === undefined || protocol === 'all') return undefined;
  const answers = { protocol, ports: EPHEMERAL_PORTS.loadBalancer };
  const lets = ({ networkAcl }: Subnet, requests: 'inbound' | 'outbound', other: Prefix) =>
    passing(networkAcl, requests, { protocol, ports }, other).passedBy !== undefined &&
    passing(networkAcl, requests === 'inbound' ? 'outbound' : 'inbound', answers, other).passedBy !== undefined;
  if (!lets(from.subnet, 'outbound', hostPrefix(destination.private))) return from.subnet;
  return lets(to.subnet, 'inbound', hostPrefix(source.private)) ? undefined : to.subnet;
}
