// A call of the Lambda service: permissions decide, no packet crosses the VPC. Source: AWS Lambda guide, network configuration.
import type { Packet } from '#language/network/traffic.ts';
import type { Workload } from '#language/network/workload.ts';
import type { Choice } from '#language/trace/choices.ts';
import type { InvocationDecision } from '#language/trace/decision/service-decision.ts';
import { NotedHop } from '#language/trace/noted.ts';
import type { Place } from '#language/trace/place.ts';
import type { Hop, Trace } from '#language/trace/result.ts';

/** The call as a trace, from the caller that ended the client's packet to the function. `choices`: what AWS chose before. */
export function invocation(caller: Place, target: Workload, packet: Packet, choices: readonly Choice[] = []): Trace {
  const hop = (place: Place, step: Hop['step'], result: InvocationDecision['result']): Hop =>
    new NotedHop(place, step, true, packet, () => ({
      kind: 'invocation',
      caller: caller.id,
      function: target.id,
      result,
      decidedBy: place.id,
    }));
  return {
    verdict: 'delivered',
    direction: 'internal',
    packet,
    from: caller.id,
    to: target.id,
    forward: [hop(caller, 'forward', 'invoked'), hop(target, 'deliver', 'runs')],
    return: [hop(caller, 'deliver', 'returned')],
    connections: [],
    blockers: [],
    choices,
    nextConnections: [],
    get paths(): readonly [Trace] {
      return [this];
    },
  };
}
