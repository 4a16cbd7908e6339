// A story of the text → one trace for each of its legs.
import type { Flow, FlowLeg } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import { type Endpoint, endpointsOf } from './connection-end.ts';
import type { Query } from './query.ts';
import type { Trace } from './result.ts';
import { trace } from './trace.ts';

/** The trace of each leg, in order. Legs whose ends have no address yet are left out. */
export function traceFlow(network: Network, flow: Flow): readonly LegTrace[] {
  return flow.legs.flatMap((leg) => {
    const found = traceLeg(network, leg);
    return found === undefined ? [] : [{ leg, trace: found }];
  });
}

export interface LegTrace {
  readonly leg: FlowLeg;
  readonly trace: Trace;
}

/** Whether the leg tells the truth: it arrives, or it is dropped where the story says so. */
export function isAsTold({ leg, trace: { verdict, blockers } }: LegTrace): boolean {
  if (!leg.dropped) return verdict === 'delivered';
  return verdict === 'dropped' && (leg.droppedAt === undefined || blockers[0]?.at === leg.droppedAt);
}

/** Of several ends that a leg names, the first pair that gives the story the lie; else the first pair. */
function traceLeg(network: Network, leg: FlowLeg): Trace | undefined {
  let first: Trace | undefined;
  for (const query of queriesOf(network, leg)) {
    const found = trace(network, query);
    first ??= found;
    if (!isAsTold({ leg, trace: found })) return found;
  }
  return first;
}

function* queriesOf(network: Network, leg: FlowLeg): Iterable<Query> {
  const { protocol, sourcePort, port, icmpType, icmpCode, idleSeconds } = leg;
  for (const [from, to] of pairs(endpointsOf(network, leg.from), endpointsOf(network, leg.to))) {
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

/** Every sender with every receiver of its address family, nobody with itself. */
export function* pairs(froms: readonly Endpoint[], tos: readonly Endpoint[]): Iterable<readonly [Endpoint, Endpoint]> {
  for (const from of froms) {
    for (const to of tos) {
      if (from.address.family === to.address.family && (from.interface === undefined || from.interface !== to.interface))
        yield [from, to];
    }
  }
}
