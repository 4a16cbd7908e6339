// TEMPORARY: questions about which engine and facts are known to differ. Each line goes as soon as the engine is mended; the suites
// count what they leave out.

import { sameAddress } from '#language/network/address.ts';
import type { Interface, Network } from '#language/network/network.ts';
import type { Trace } from '#language/trace/result.ts';
import type { Asked } from './packets.ts';
import type { Verdict } from './simulator/explore.ts';

interface Known {
  /** What the facts say, with the number of the fact. */
  readonly why: string;
  readonly speaksOf: (network: Network, asked: Asked, told: Trace, verdict: Verdict) => boolean;
}

const KNOWN: readonly Known[] = [];

/** Whether the question is left out for now. */
export function isKnown(network: Network, asked: Asked, told: Trace, verdict: Verdict): boolean {
  return KNOWN.some(({ speaksOf }) => speaksOf(network, asked, told, verdict));
}
