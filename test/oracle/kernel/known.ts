// TEMPORARY: questions about which the engine is known to be wrong. Each line goes as soon as the engine is mended; the suite counts
// what it leaves out.
import type { Network } from '#language/network/network.ts';
import type { Query } from '#language/trace/query.ts';
import type { Trace } from '#language/trace/result.ts';

interface Known {
  /** What the facts say, with the number of the fact. */
  readonly why: string;
  readonly speaksOf: (network: Network, query: Query, told: Trace) => boolean;
}

const KNOWN: readonly Known[] = [
  {
    why: '6.5, 6.13: a client’s echo request to its own NAT gateway’s elastic IP comes back in as a request, not as an answer to itself',
    speaksOf: ({ byId }, { to, protocol }, { verdict }) =>
      protocol === 'icmp' && verdict === 'delivered' && byId.get(to.id)?.kind === 'nat',
  },
];

/** Whether the engine is known to be wrong here. */
export function isKnown(network: Network, query: Query, told: Trace): boolean {
  return KNOWN.some(({ speaksOf }) => speaksOf(network, query, told));
}
