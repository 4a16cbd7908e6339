// A flow → one trace for each of its steps.
import type { Flow, FlowStep } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import { type ConnectionEnd, connectionEndsOf } from './connection-end.ts';
import type { Query } from './query.ts';
import type { Trace } from './result.ts';
import { trace } from './trace.ts';

/** The trace of each step, in order. Steps whose ends have no address yet are left out. */
export function traceFlow(network: Network, flow: Flow): readonly StepTrace[] {
  return flow.steps.flatMap((step) => {
    const found = traceStep(network, step);
    return found === undefined ? [] : [{ step, trace: found }];
  });
}

/** One step of a flow, and the trace of its packet. */
export interface StepTrace {
  readonly step: FlowStep;
  readonly trace: Trace;
}

/** Whether the step is as expected: delivered, or dropped where the flow says so. */
export function isAsExpected({ step, trace: { verdict, blockers } }: StepTrace): boolean {
  if (!step.dropped) return verdict === 'delivered';
  return verdict === 'dropped' && (step.droppedAt === undefined || blockers[0]?.at === step.droppedAt);
}

/** Of several pairs of ends, the trace of the first that is not as expected; else of the first. */
function traceStep(network: Network, step: FlowStep): Trace | undefined {
  let first: Trace | undefined;
  for (const query of queriesOf(network, step)) {
    const found = trace(network, query);
    first ??= found;
    if (!isAsExpected({ step, trace: found })) return found;
  }
  return first;
}

function* queriesOf(network: Network, step: FlowStep): Iterable<Query> {
  const { protocol, sourcePort, port, icmpType, icmpCode, idleSeconds } = step;
  for (const [from, to] of pairs(connectionEndsOf(network, step.from), connectionEndsOf(network, step.to))) {
    yield {
      from,
      to,
      protocol,
      ...(sourcePort !== undefined && { sourcePort }),
      ...(port !== undefined && { port }),
      ...(icmpType !== undefined && { icmpType }),
      ...(icmpCode !== undefined && { icmpCode }),
      ...(idleSeconds !== undefined && { idleSeconds }),
    };
  }
}

/** Every sender with every receiver of its address family, except itself. */
export function* pairs(
  froms: readonly ConnectionEnd[],
  tos: readonly ConnectionEnd[],
): Iterable<readonly [ConnectionEnd, ConnectionEnd]> {
  for (const from of froms) {
    for (const to of tos) {
      if (from.address.family === to.address.family && (from.interface === undefined || from.interface !== to.interface))
        yield [from, to];
    }
  }
}
