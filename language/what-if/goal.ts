// What a suggested fix must achieve: a claim of the text, asked again on each changed network. Every call must be delivered, whatever AWS chooses.
import type { Expectation, FlowStep, Selector } from '#language/network/claim.ts';
import type { EntityId } from '#language/network/id.ts';
import { transportOf } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import { pairsApart } from '#language/trace/alike.ts';
import { type CallRequest, callsByWay, type Sending, traceCall } from '#language/trace/call.ts';
import { sentBy } from '#language/trace/flow.ts';
import { partiesOf, sendersOf } from '#language/trace/party.ts';
import type { Trace } from '#language/trace/result.ts';
import { healthCheckOf, queryTo } from '#language/trace/rotation.ts';
import { candidatesIn } from '#language/trace/targets.ts';
import { opener } from '#language/trace/trace.ts';
import { judge } from '#language/validation/expect.ts';
import type { Change } from './change/change.ts';
import type { Written } from './remedy/blocked.ts';
import { answersFor } from './remedy/names.ts';

/** A claim that connections succeed. */
export interface Goal {
  readonly written: Written;
  /** Whether the claim holds in a network, for every sender, receiver and block that it names. */
  readonly resultIn: (network: Network) => Result;
  /** Sets of changes that may fulfil the claim where no packet is dropped: what answers for a name. */
  readonly answers?: (network: Network) => readonly (readonly Change[])[];
}

/** Whether a claim holds. */
export interface Result {
  readonly holds: boolean;
  /** The trace of a call that contradicts the claim; if the claim holds, of one that it covers. */
  readonly shown?: Trace | undefined;
  /** The same call by each way that its sender may choose: the claim needs one of them. Traced when it is called. */
  readonly ways: () => readonly Trace[];
}

/** Who calls whom, and what is sent. */
export interface Called {
  readonly from: Selector;
  readonly to: Selector;
  readonly sending: Sending;
}

/** That all senders reach all receivers. */
export function calledGoal(called: Called): Goal {
  return { written: { traffic: [], blocks: blocksIn(called) }, resultIn: (network) => resultOf(network, called) };
}

function resultOf(network: Network, { from, to, sending }: Called): Result {
  let shown: Trace | undefined;
  for (const pair of pairsApart(network, sendersOf(network, from), partiesOf(network, to), (party) => party)) {
    const call = traceCall(network, pair.from, pair.to, sending);
    if (call !== undefined && call.trace.verdict !== 'delivered')
      return failed(network, call.trace, { from: pair.from, to: pair.to, sending });
    shown ??= call?.trace;
  }
  return { holds: shown !== undefined, shown, ways: () => [] };
}

function failed(network: Network, shown: Trace, request: CallRequest): Result {
  return { holds: false, shown, ways: () => Array.from(callsByWay(network, request), ({ trace }) => trace) };
}

/** That a step of a flow is delivered between all of its ends. `undefined` for one that the flow expects to fail. */
export function stepGoal(step: FlowStep): Goal | undefined {
  if (step.expected !== 'delivered') return undefined;
  const sent = sentBy(step);
  return calledGoal({ from: step.from, to: step.to, sending: () => sent });
}

/** That an expectation holds. `undefined` for one that no opening can fulfil. */
export function expectationGoal(expectation: Expectation): Goal | undefined {
  const { claim, to } = expectation;
  if (claim !== 'reaches' && claim !== 'resolves') return undefined;
  return {
    ...(to.kind === 'name' && { answers: (network) => answersFor(network, expectation) }),
    written: { traffic: expectation.traffic, blocks: blocksIn(expectation) },
    resultIn: (network) => {
      const { holds, counterexample, failedCall, example } = judge(network, expectation);
      if (counterexample !== undefined && failedCall !== undefined) return failed(network, counterexample, failedCall);
      // A query on the way of a name has no other ways.
      return {
        holds,
        shown: counterexample ?? example,
        ways: () => (counterexample === undefined || to.kind !== 'name' ? [] : [counterexample]),
      };
    },
  };
}

function blocksIn({ from, to }: Pick<Called, 'from' | 'to'>): Written['blocks'] {
  return [from, to].flatMap((end) => (end.kind === 'prefix' ? [end.prefix] : []));
}

/**
 * That a target passes the health checks of all nodes that may use it, and gets their requests. `undefined` if no load balancer has the target.
 * Requests with the addresses of the clients are no part of it: they do not come from the nodes.
 */
export function targetGoal(network: Network, target: EntityId): Goal | undefined {
  const isThere = network.targetGroups.some(({ targets }) => targets.some(({ id }) => id === target));
  if (!isThere) return undefined;
  return {
    written: { traffic: [], blocks: [] },
    resultIn: (changed) => {
      const traces = [...tracesTo(changed, target)];
      const failing = traces.find(({ verdict }) => verdict !== 'delivered');
      return {
        holds: traces.length > 0 && failing === undefined,
        shown: failing ?? traces[0],
        ways: () => (failing ? [failing] : []),
      };
    },
  };
}

function* tracesTo(network: Network, target: EntityId): Iterable<Trace> {
  const open = opener(network, 'all');
  for (const balancer of network.loadBalancers) {
    for (const group of groupsOf(network, balancer).filter(({ targets }) => targets.some(({ id }) => id === target))) {
      for (const node of balancer.nodes) {
        for (const candidate of candidatesIn(network, balancer, node, group).candidates) {
          if (candidate.target.id !== target) continue;
          const check = healthCheckOf(network, node, candidate, open);
          if (check !== undefined) yield check;
          const isDirect = balancer.kind === 'nlb' && group.preserveClientIp;
          const query = isDirect ? undefined : queryTo(network, node, candidate, transportOf(group.protocol));
          if (query !== undefined) yield open(query);
        }
      }
    }
  }
}
