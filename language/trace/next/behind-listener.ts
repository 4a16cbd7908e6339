// Behind a listener of a load balancer: one connection from the node to each target that it may select.
// Source: Elastic Load Balancing, "Application Load Balancers" and "Network Load Balancers".
import { unknownAddressOf } from '#language/network/completeness.ts';
import type { Interface } from '#language/network/interface.ts';
import type { ListenerAction, TargetGroup } from '#language/network/load-balancer.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { type GroupShare, groupsBehind } from '#language/network/target-groups.ts';
import { uniqueBlockers } from '#language/trace/blockers.ts';
import type { Choice } from '#language/trace/choices.ts';
import type { SourcePorts } from '#language/trace/journal.ts';
import type { End } from '#language/trace/location.ts';
import { unopened } from '#language/trace/noted.ts';
import type { Blocker, Trace } from '#language/trace/result.ts';
import { type Open, queryTo, rotationIn } from '#language/trace/rotation.ts';
import { type Candidate, type Exclusion, isOwnAnswer, unknownTarget } from '#language/trace/targets.ts';
import { allOf, type Verdict } from '#language/trace/verdict.ts';
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

// The disposition of a node's connections depends on the rules for the client only, so it is computed once for each node, rules and choice of ports.
// The traces are not kept: they would fill the memory in a network with many load balancers.
const dispositions = perObject((_: Network) => perObject((_: Interface) => new Map<string, Disposition>()));

/** The connections from a node of a load balancer to its targets. `open` traces one of them. */
export function behindListener(network: Network, end: Balanced, ports: SourcePorts, open: Open): NextConnections {
  const known = dispositions(network)(end.interface);
  const key = `${end.listener.id} ${ports} ${end.rules.map(({ id }) => id).join(' ')}`;
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

/** Requests differ, so the groups of all rules must work. An answer of the load balancer itself always does. */
function dispositionBehind(network: Network, end: Balanced, open: Open): Disposition {
  const all = byGroup(network, end, open).map(({ traces }) => dispositionOf(traces));
  const own = end.rules.flatMap(({ action }): readonly Verdict[] => {
    if (isOwnAnswer(action)) return ['delivered'];
    return isWeightless(action) ? ['dropped'] : [];
  });
  if (all.length + own.length === 0) return dispositionOf([]);
  const verdict = allOf([...all.map((one) => one.verdict), ...own]);
  return { verdict, unknownReason: verdict === 'unknown' ? all.find((one) => one.unknownReason)?.unknownReason : undefined };
}

/** Whether none of its groups gets anything. */
function isWeightless(action: ListenerAction): boolean {
  return action.kind === 'forward' && action.groups.every(({ weight }) => weight === 0);
}

/** The connections to the targets of one group. */
interface ToGroup {
  readonly group: TargetGroup;
  readonly traces: readonly PossibleTrace[];
  readonly exclusions: readonly Exclusion[];
}

function byGroup(network: Network, end: Balanced, open: Open): readonly ToGroup[] {
  const shares = groupsBehind(network, end.rules);
  return shares.map((share) => {
    const { group } = share;
    const { candidates, possible, exclusions } = rotationIn(network, end.balancer, end.interface, group, open);
    const isOnly = shares.length === 1 && candidates.length === 1;
    const traces = candidates.flatMap((candidate) => {
      const choices = isOnly ? [] : [choiceOf(network, end, candidate, share, candidates.length)];
      const found = toTarget(network, end, candidate, choices, open);
      return found === undefined ? [] : [{ trace: found, uncertain: possible.get(candidate) }];
    });
    return { group, exclusions, traces };
  });
}

/** A node uses the targets of a group evenly. Source: Elastic Load Balancing, "How Elastic Load Balancing works". */
function choiceOf(network: Network, end: Balanced, candidate: Candidate, { share }: GroupShare, among: number): Choice {
  const called = candidate.interface === undefined ? queryTo(network, end.interface, candidate)?.to.id : candidate.id;
  return { of: 'target', at: end.balancer.id, chosen: called ?? candidate.target.resource, share: share && share / among };
}

function toTarget(
  network: Network,
  { interface: node, packet }: Balanced,
  candidate: Candidate,
  choices: readonly Choice[],
  open: Open,
): Trace | undefined {
  const { target } = candidate;
  const resource = network.byId.get(target.resource);
  if (target.type === 'lambda' && resource?.kind === 'lambda') {
    const caller = network.byId.get(node.owner);
    return caller && invocation(caller, resource, packet, choices);
  }
  const unknown = unknownTarget(candidate) ?? unknownAddressOf(node, candidate.group.family);
  if (unknown !== undefined) return unknownCall(node.owner, target.resource, packet, unknown, choices);
  const query = queryTo(network, node, candidate, packet.protocol);
  return query && open(query, choices);
}

function blockersBehind(
  network: Network,
  { balancer, listener, rules, packet }: Balanced,
  groups: readonly ToGroup[],
): readonly Blocker[] {
  const noTarget = (group?: TargetGroup): Blocker =>
    unopened(balancer, packet, 'ELBV2_LISTENER_HAS_NO_TG', {
      kind: 'listener',
      balancer,
      listener,
      result: 'no-target',
      // The only group of a listener needs no name.
      ...(group && groupsBehind(network, rules).length > 1 && { group }),
      decidedBy: group?.id ?? listener.id,
    });
  const found = groups.flatMap(({ group, traces, exclusions }) => {
    const excluded = exclusions.map(({ code, decision }) => unopened(balancer, packet, code, decision));
    if (traces.length > 0) return traces.flatMap(({ trace }) => trace.blockers);
    return excluded.length > 0 ? excluded : [noTarget(group)];
  });
  return uniqueBlockers(groups.length === 0 ? [noTarget()] : found);
}
