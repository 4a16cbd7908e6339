// A connection from or to an address that the text does not know.
import type { EntityId } from '#language/network/id.ts';
import type { Packet } from '#language/network/traffic.ts';
import { type Statement, unknownSentence } from '#language/network/unknown.ts';
import type { Choice } from '#language/trace/choices.ts';
import type { Trace } from '#language/trace/result.ts';

/** The connection as a trace: nothing is known of it. `packet` is the one that arrived at the load balancer. */
export function unknownCall(
  from: EntityId,
  to: EntityId,
  packet: Packet,
  why: Statement,
  choices: readonly Choice[] = [],
): Trace {
  return {
    verdict: 'unknown',
    direction: 'internal',
    packet,
    from,
    to,
    forward: [],
    return: [],
    connections: [],
    blockers: [],
    unknownReason: unknownSentence(why),
    choices,
    nextConnections: [],
    get paths(): readonly [Trace] {
      return [this];
    },
  };
}
