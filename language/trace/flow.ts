// A step of a flow → its trace.
import type { FlowStep } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import { type Call, callsBetween, type Sent } from './call.ts';
import { partiesOf, sendersOf } from './party.ts';

/** The trace of a step. `undefined` if its ends have no address yet. */
export function traceStep(network: Network, step: FlowStep): StepTrace | undefined {
  const call = callOf(network, step);
  return call && { step, ...call };
}

/** One step of a flow, and the call that it makes. */
export interface StepTrace extends Call {
  readonly step: FlowStep;
}

/** Whether the step is as expected: delivered; dropped or intermittent where the flow says so. */
export function isAsExpected({ step, trace: { verdict, blockers } }: StepTrace): boolean {
  if (verdict !== step.expected) return false;
  return step.droppedAt === undefined || blockers[0]?.at === step.droppedAt;
}

/** Of several pairs of parties, the call of the first that is not as expected; else of the first. */
function callOf(network: Network, step: FlowStep): Call | undefined {
  let first: Call | undefined;
  for (const call of callsOf(network, step)) {
    first ??= call;
    if (!isAsExpected({ step, ...call })) return call;
  }
  return first;
}

function* callsOf(network: Network, step: FlowStep): Iterable<Call> {
  const sent = sentBy(step);
  yield* callsBetween(network, sendersOf(network, step.from), partiesOf(network, step.to), () => sent);
}

/** What the sender of a step sends. */
export function sentBy({ protocol, sourcePort, port, icmpType, icmpCode, idleSeconds }: FlowStep): Sent {
  return {
    protocol,
    ...(sourcePort !== undefined && { sourcePort }),
    ...(port !== undefined && { port }),
    ...(icmpType !== undefined && { icmpType }),
    ...(icmpCode !== undefined && { icmpCode }),
    ...(idleSeconds !== undefined && { idleSeconds }),
  };
}
