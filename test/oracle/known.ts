// Questions about which engine and simulator are known to differ, and why. A line goes as soon as one of them is mended; the suites count
// what they leave out.

import type { Network } from '#language/network/network.ts';
import type { Trace } from '#language/trace/result.ts';
import type { Asked } from './packets.ts';
import type { Verdict } from './simulator/explore.ts';

interface Known {
  /** What the facts say, with the number of the fact. */
  readonly why: string;
  readonly speaksOf: (network: Network, asked: Asked, told: Trace, verdict: Verdict) => boolean;
}

const KNOWN: readonly Known[] = [
  {
    why: '8.34: a UDP target outside of the VPC gets packets and cannot answer; the simulator follows it like TCP, the engine says unknown',
    speaksOf: (_network, { query: { protocol } }, { verdict }) => protocol === 'udp' && verdict === 'unknown',
  },
];

/** Whether the question is left out for now. */
export function isKnown(network: Network, asked: Asked, told: Trace, verdict: Verdict): boolean {
  return KNOWN.some(({ speaksOf }) => speaksOf(network, asked, told, verdict));
}
