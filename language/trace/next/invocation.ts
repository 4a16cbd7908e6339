// A call of the Lambda service: permissions decide, no packet crosses the VPC. Source: AWS Lambda guide, network configuration.
import { shortName } from '#language/network/id.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Workload } from '#language/network/workload.ts';
import type { Hop, Trace } from '#language/trace/result.ts';

/** The call as a trace, from the caller that ended the client's packet to the function. */
export function invocation(caller: Hop['at'], kind: Hop['kind'], target: Workload, packet: Packet): Trace {
  const hop = (at: Hop['at'], of: Hop['kind'], step: Hop['step'], reason: string): Hop => ({
    at,
    kind: of,
    step,
    by: 'Lambda service',
    allowed: true,
    packet,
    reason,
    assumed: false,
    decidedBy: at,
  });
  const name = shortName(target.id);
  return {
    verdict: 'delivered',
    direction: 'internal',
    packet,
    from: caller,
    to: target.id,
    forward: [
      hop(
        caller,
        kind,
        'forward',
        `${shortName(caller)} invokes ${name} through the Lambda service; no packet enters a VPC for it.`,
      ),
      hop(target.id, target.kind, 'deliver', `${name} runs.`),
    ],
    return: [hop(caller, kind, 'deliver', `${shortName(caller)} has the result.`)],
    connections: [],
    blockers: [],
    intermittent: false,
    nextConnections: [],
  };
}
