// Behind a listener of a load balancer: one connection from the node to each target that it may select.
// Source: Elastic Load Balancing, "Application Load Balancers" and "Network Load Balancers".
import { unknownAddressOf } from '#language/network/completeness.ts';
import type { Interface } from '#language/network/interface.ts';
import type { TargetGroup } from '#language/network/load-balancer.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { groupsBehind } from '#language/network/target-groups.ts';
import { uniqueBlockers } from '#language/trace/blockers.ts';
import type { SourcePorts } from '#language/trace/journal.ts';
import type { End } from '#language/trace/location.ts';
import { unopened } from '#language/trace/noted.ts';
import type { Blocker, Trace } from '#language/trace/result.ts';
import { type Open, queryTo, rotationIn } from '#language/trace/rotation.ts';
import { type Candidate, type Exclusion, unknownTarget } from '#language/trace/targets.ts';
import { allOf } from '#language/trace/verdict.ts';
import { invocation } from './invocation.ts';
import {
  type Disposition,
  dispositionOf,
  LazyNextConnections,
  type NextConnections,
  type PossibleTrace,
} from './next-connections.ts';
import { unknownCall } from './unknown-call.ts';

/** A packet that a listener accepted, and the node at which it arrived. */
export type Balanced = Omit<Extract<End, { readonly kind: 'balanced' }>, 'kind'>;

// The disposition of a node's connections does not depend on the client, so it is computed once for each node, listener and choice of ports.
// The traces are not kept: they would fill the memory in a network with many load balancers.
const dispositions = perObject((_: Network) => perObject((_: Interface) => new Map<string, Disposition>()));

/** The connections from a node of a load balancer to its targets. `open` traces one of them. */
export function behindListener(network: Network, end: Balanced, ports: SourcePorts, open: Open): NextConnections {
  const known = dispositions(network)(end.interface);
  const key = `${end.listener.id} ${ports}`;
  const disposition = known.get(key) ?? dispositionBehind(network, end, open);
  known.set(key, disposition);
  // Blockers are hops of the traces that are shown, so both are of one run.
  let opened: readonly ToGroup[] | undefined;
  const groups = (): readonly ToGroup[] => {
    opened ??= byGroup(network, end, open);
    return opened;
  };
  return new LazyNextConnections(
    disposition,
    () => groups().flatMap(({ traces }) => traces.map((one) => one.trace)),
    () => blockersBehind(network, end, groups()),
  );
}

/** Requests differ, so the groups of all rules must work. A redirect always does. */
function dispositionBehind(network: Network, end: Balanced, open: Open): Disposition {
  const groups = byGroup(network, end, open);
  const all = groups.map(({ traces }) => dispositionOf(traces));
  if (all.length === 0) return dispositionOf([]);
  const redirects = end.listener.rules.some(({ action }) => action.kind === 'redirect');
  const verdict = allOf([...all.map((one) => one.verdict), ...(redirects ? (['delivered'] as const) : [])]);
  return { verdict, unknownReason: verdict === 'unknown' ? all.find((one) => one.unknownReason)?.unknownReason : undefined };
}

/** The connections to the targets of one group. */
interface ToGroup {
  readonly group: TargetGroup;
  readonly traces: readonly PossibleTrace[];
  readonly exclusions: readonly Exclusion[];
}

function byGroup(network: Network, end: Balanced, open: Open): readonly ToGroup[] {
  return groupsBehind(network, end.listener).map((group) => {
    const { candidates, possible, exclusions } = rotationIn(network, end.balancer, end.interface, group, open);
    const traces = candidates.flatMap((candidate) => {
      const found = toTarget(network, end, candidate, open);
      return found === undefined ? [] : [{ trace: found, uncertain: possible.get(candidate) }];
    });
    return { group, exclusions, traces };
  });
}

function toTarget(network: Network, { interface: node, packet }: Balanced, candidate: Candidate, open: Open): Trace | undefined {
  const { target } = candidate;
  const resource = network.byId.get(target.resource);
  if (target.type === 'lambda' && resource?.kind === 'lambda') {
    const caller = network.byId.get(node.owner);
    return caller && invocation(caller, resource, packet);
  }
  const unknown = unknownTarget(candidate) ?? unknownAddressOf(node, candidate.group.family);
  if (unknown !== undefined) return unknownCall(node.owner, target.resource, packet, unknown);
  const query = queryTo(network, node, candidate, packet.protocol);
  return query && open(query);
}

function blockersBehind(
  network: Network,
  { balancer, listener, packet }: Balanced,
  groups: readonly ToGroup[],
): readonly Blocker[] {
  const noTarget = (group?: TargetGroup): Blocker =>
    unopened(balancer, packet, 'ELBV2_LISTENER_HAS_NO_TG', {
      kind: 'listener',
      balancer,
      listener,
      result: 'no-target',
      // The only group of a listener needs no name.
      ...(group && groupsBehind(network, listener).length > 1 && { group }),
      decidedBy: group?.id ?? listener.id,
    });
  const found = groups.flatMap(({ group, traces, exclusions }) => {
    const excluded = exclusions.map(({ code, decision }) => unopened(balancer, packet, code, decision));
    if (traces.length > 0) return traces.flatMap(({ trace }) => trace.blockers);
    return excluded.length > 0 ? excluded : [noTarget(group)];
  });
  return uniqueBlockers(groups.length === 0 ? [noTarget()] : found);
}
