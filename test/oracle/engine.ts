// What the engine says about a pair of resources, addresses or blocks: the one place that knows how it is asked.
import type { Selector } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import { callsBetween, type Sent } from '#language/trace/call.ts';
import { partiesOf } from '#language/trace/party.ts';
import { bestOf, type Verdict } from '#language/trace/verdict.ts';
import type { Kind } from './simulator/explore.ts';

/** The engine's verdict about a pair, from the source ports that the client usually takes. */
export function engineVerdict(network: Network, from: Selector, to: Selector, kind: Kind): Verdict {
  const calls = callsBetween(network, partiesOf(network, from), partiesOf(network, to), () => sentAs(kind));
  return bestOf([...calls].map(({ trace }) => trace.verdict));
}

function sentAs({ protocol, destinationPort, icmpType, icmpCode }: Kind): Sent {
  return {
    protocol,
    ...(destinationPort !== undefined && { port: destinationPort }),
    ...(icmpType !== undefined && { icmpType }),
    ...(icmpCode !== undefined && { icmpCode }),
  };
}
