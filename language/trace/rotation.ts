// The targets in rotation: those that pass their health checks. A check is a connection of its own, from each node to each target.
// Source: Elastic Load Balancing, "Health checks for your target groups" and "Health checks for Network Load Balancer target groups"
// (unhealthy targets, fail open), "Troubleshoot your Network Load Balancer" (zones without healthy targets).
import type { Family } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { LoadBalancer, TargetGroup } from '#language/network/load-balancer.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import type { Protocol } from '#language/network/traffic.ts';
import type { Choice } from './choices.ts';
import { type ConnectionEnd, connectionEndsAt, outsideAt } from './connection-end.ts';
import type { Query } from './query.ts';
import type { Trace } from './result.ts';
import { addressOfCandidate, type Candidate, candidatesIn, type Exclusion } from './targets.ts';

/** The targets of a group, as one node sees them. */
export interface Rotation {
  /** Those that the node uses. */
  readonly candidates: readonly Candidate[];
  /** For those of which it is not known whether they pass their health checks, and so whether the node uses them: why. */
  readonly possible: ReadonlyMap<Candidate, string>;
  /** Those that fail their health checks. If all of a group do, the node uses them all the same: it fails open. */
  readonly unhealthy: readonly Unhealthy[];
  readonly failsOpen: boolean;
  readonly exclusions: readonly Exclusion[];
}

/** A target that fails its health check, and the check. */
export interface Unhealthy {
  readonly candidate: Candidate;
  readonly check: Trace;
}

/** Traces one connection. `chosen`: what AWS chose before, such as the ends. */
export type Open = (query: Query, chosen?: readonly Choice[]) => Trace;

const known = perObject((_: Network) => perObject((_: Interface) => new Map<EntityId, Rotation>()));

/** The targets of one group that a node uses. Computed once for each node and group. */
export function rotationIn(network: Network, balancer: LoadBalancer, node: Interface, group: TargetGroup, open: Open): Rotation {
  const byGroup = known(network)(node);
  const found = byGroup.get(group.id) ?? checked(network, balancer, node, group, open);
  byGroup.set(group.id, found);
  return found;
}

function checked(network: Network, balancer: LoadBalancer, node: Interface, group: TargetGroup, open: Open): Rotation {
  const { candidates, exclusions } = candidatesIn(network, balancer, node, group);
  const checks = candidates.map((candidate) => ({ candidate, check: healthCheckOf(network, node, candidate, open) }));
  const unhealthy = checks.flatMap(({ candidate, check }) => (check?.verdict === 'dropped' ? [{ candidate, check }] : []));
  const failed = new Set(unhealthy.map(({ candidate }) => candidate));
  const healthy = candidates.filter((candidate) => !failed.has(candidate));
  // Source: Elastic Load Balancing, "Troubleshoot a Classic Load Balancer: HTTP errors" (503 without healthy instances).
  const failsOpen = healthy.length === 0 && candidates.length > 0 && balancer.kind !== 'clb';
  const unsure = checks.flatMap(({ candidate, check }) => (check?.verdict === 'unknown' ? [{ candidate, check }] : []));
  const rest = { unhealthy, failsOpen, exclusions };
  const [first] = unsure;
  if (first === undefined) return { candidates: failsOpen ? candidates : healthy, possible: new Map(), ...rest };
  // If none of them passes and no other target does, the node fails open.
  const mayFailOpen = unsure.length === healthy.length && balancer.kind !== 'clb';
  const doubtful = !mayFailOpen ? unsure.map(({ candidate }) => candidate) : unsure.length === 1 ? [...failed] : candidates;
  const why = `Which targets of ${group.name} are healthy is unknown: ${first.check.unknownReason ?? ''}`;
  return { candidates: mayFailOpen ? candidates : healthy, possible: new Map(doubtful.map((one) => [one, why])), ...rest };
}

/** The trace of the health check of a target. A function has none. */
export function healthCheckOf(network: Network, node: Interface, candidate: Candidate, open: Open): Trace | undefined {
  const query = queryTo(network, node, candidate);
  const port = candidate.group.healthCheck?.port ?? candidate.target.port;
  return query && open({ ...query, port, isHealthCheck: true });
}

/** The connection from a node to a target. `undefined` for a function, without addresses of one family, and in a loop. */
export function queryTo(network: Network, node: Interface, candidate: Candidate, protocol: Protocol = 'tcp'): Query | undefined {
  const { target, group, interface: iface, isLoop } = candidate;
  if (isLoop) return undefined;
  const from = endOn(network, node, group.family);
  const address = target.type === 'lambda' || target.type === 'unknown' ? undefined : addressOfCandidate(candidate);
  if (from === undefined || address === undefined) return undefined;
  // Targets are registered by their private addresses, also an internet-facing load balancer.
  const own = iface && endOn(network, iface, group.family);
  const to = candidate.address === undefined && own !== undefined ? own : outsideAt(network, address);
  return { from, to: { ...to, written: address }, protocol, port: target.port };
}

function endOn(network: Network, iface: Interface, family: Family): ConnectionEnd | undefined {
  return connectionEndsAt(network, iface).find(({ address }) => address.family === family);
}

/**
 * The nodes whose addresses the name of the load balancer resolves to: with cross-zone load balancing all; without it, those with a healthy
 * target in each group that has targets. If no node has them, all. Source: AWS re:Post, "Why does my load balancer show only one IP address
 * in DNS?" (a healthy target in any Availability Zone keeps all nodes in DNS if cross-zone load balancing is on).
 */
export function nodesInDns(network: Network, balancer: LoadBalancer, open: Open): readonly Interface[] {
  const { nodes, crossZone } = balancer;
  if (nodes.length < 2 || crossZone) return nodes;
  const groups = groupsOf(network, balancer).filter(({ targets }) => targets.length > 0);
  const isServed = (node: Interface): boolean =>
    groups.every((group) => {
      const { candidates, failsOpen } = rotationIn(network, balancer, node, group, open);
      return candidates.length > 0 && !failsOpen;
    });
  const served = nodes.filter(isServed);
  return served.length > 0 ? served : nodes;
}
