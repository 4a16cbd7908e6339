// Load balancers → every path from a node to a target, and what the filters on that path allow.

import { EPHEMERAL_PORTS } from '#language/aws/ports.ts';
import { contains, hostPrefix, type Prefix } from '#language/network/address.ts';
import { spend } from '#language/network/budget.ts';
import type { SecurityGroupRule } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { resourceIn } from '#language/network/kinds.ts';
import { type LoadBalancer, type Target, type TargetGroup, transportOf } from '#language/network/load-balancer.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import { portTraffic, type Traffic } from '#language/network/traffic.ts';
import type { KubernetesService, Workload } from '#language/network/workload.ts';
import { coversTraffic, possibleTraffic } from '#language/packets/traffic-set.ts';
import { passing } from './acl-passing.ts';

/** The path from one node of a load balancer to one interface of a target. */
export interface BalancedPath {
  readonly balancer: LoadBalancer;
  readonly group: TargetGroup;
  readonly target: Target;
  readonly workload: Workload;
  readonly node: Interface;
  readonly interface: Interface;
  /** The traffic that the target receives. */
  readonly traffic: Traffic;
  /** Whether the load balancer preserves the client address, so that the target sees it instead of the node's. */
  readonly keepsClient: boolean;
}

/** The workload of a target that receives packets; `undefined` for functions and load balancers. */
export function machineOf({ resource, type }: Target, network: Network): Workload | undefined {
  const target = type === 'lambda' || type === 'alb' ? undefined : network.byId.get(resource);
  return target !== undefined && resourceIn(target, 'workload') ? target : undefined;
}

/** A Gateway Load Balancer carries packets in GENEVE, of which each direction is a packet of its own: `gwlb-appliance-blocked` tests it. */
function carriesConnections({ kind }: LoadBalancer): boolean {
  return kind !== 'gwlb';
}

/** All paths of a network. Without cross-zone load balancing, only those inside one Availability Zone. */
export const balancedPaths = perObject((network: Network): readonly BalancedPath[] => {
  return network.loadBalancers.filter(carriesConnections).flatMap((balancer) =>
    groupsOf(network, balancer).flatMap((group) =>
      group.targets.flatMap((target) => {
        const workload = machineOf(target, network);
        return workload === undefined ? [] : pathsTo(balancer, group, target, workload);
      }),
    ),
  );
});

/** A dozen rules look at each path. */
const STEPS_PER_PATH = 4;

function pathsTo(balancer: LoadBalancer, group: TargetGroup, target: Target, workload: Workload): readonly BalancedPath[] {
  const traffic = portTraffic(transportOf(group.protocol), target.port);
  const keepsClient = balancer.kind === 'nlb' && group.preserveClientIp;
  spend(STEPS_PER_PATH * balancer.nodes.length * workload.interfaces.length);
  return balancer.nodes.flatMap((node) =>
    workload.interfaces
      .filter((end) => isPlaced(node) && isPlaced(end) && (balancer.crossZone || mayBeOneAz(node.subnet, end.subnet)))
      .map((end) => ({ balancer, group, target, workload, node, interface: end, traffic, keepsClient })),
  );
}

/** The Kubernetes service with the node port that the path leads to, if there is one. */
export function serviceAt({ kubernetesServices }: Network, { target, workload }: BalancedPath): KubernetesService | undefined {
  if (target.type !== 'instance') return undefined;
  return kubernetesServices.find(({ nodePort, workers }) => nodePort === target.port && workers.includes(workload.id));
}

/** Whether the interface has an address. A full subnet or one without a CIDR block has none left, and other rules report it. */
function isPlaced({ addresses }: Interface): boolean {
  return addresses.length > 0;
}

function mayBeOneAz(a: Subnet, b: Subnet): boolean {
  return a.az === undefined || b.az === undefined || a.az === b.az;
}

/**
 * The rules of an interface's security groups that match the traffic, or may match it. `undefined` if the interface has no security groups and allows
 * everything, or if no named group is declared.
 */
export function rulesFor(
  { securityGroups }: Interface,
  direction: SecurityGroupRule['direction'],
  traffic: Traffic,
): readonly SecurityGroupRule[] | undefined {
  if (securityGroups?.length === 0) return undefined;
  return securityGroups?.flatMap(({ rules }) =>
    rules.filter((rule) => rule.direction === direction && coversTraffic(possibleTraffic(rule.traffic), traffic)),
  );
}

/** Whether the peer of a rule matches the other interface, or may match it, by its private address or by its security group. */
export function isPeer({ peer }: SecurityGroupRule, other: Interface): boolean {
  if (peer.kind === 'group') return carries(other, peer.group);
  return (
    peer.unknown !== undefined ||
    other.addresses.some((address) => peer.prefixes.some((prefix) => contains(prefix, address.private)))
  );
}

/** Whether the interface has the security group, or may have it. */
export function carries({ securityGroups }: Interface, group: EntityId): boolean {
  return securityGroups?.some(({ id, external }) => id === group || external === 'unnamed') ?? false;
}

/** Whether the security groups of an interface allow the traffic to or from the other one. */
export function groupsLet(
  own: Interface,
  direction: SecurityGroupRule['direction'],
  other: Interface,
  traffic: Traffic,
): boolean {
  return rulesFor(own, direction, traffic)?.some((rule) => isPeer(rule, other)) ?? true;
}

/** The subnet whose network ACL denies requests from one interface to the other, or all replies. Inside a subnet no network ACL applies. */
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

/** Whether the target allows security groups only, which do not match what a Network Load Balancer without groups forwards for clients. */
export function namesClientsOnly({ node, interface: end, traffic, keepsClient }: BalancedPath): boolean {
  const rules = rulesFor(end, 'ingress', traffic) ?? [];
  const onlyGroups = rules.length > 0 && rules.every(({ peer }) => peer.kind === 'group');
  return keepsClient && node.securityGroups === undefined && onlyGroups;
}
