// The regions of packets that reach finds, against the trace of single packets in them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Network } from '#language/network/network.ts';
import { ALL_TRAFFIC, trafficAt } from '#language/packets/traffic-set.ts';
import { cover } from '#language/trace/reach/cover.ts';
import { trace } from '#language/trace/trace.ts';
import { numbers } from '#test/support/chance.ts';
import { questionText } from './questions.ts';
import { randomNetwork } from './random-network.ts';
import { read } from './read.ts';
import { someOf, somePairs } from './sides.ts';
import { NETWORKS, Tally } from './tally.ts';

const PAIRS = 6;
/** Comparing everything with everything is dear; a fifth of the networks has it done to them. */
const FEWER = Math.ceil(NETWORKS / 5);

type Next = (below: number) => number;

describe('reach', () => {
  it('covers packets by traces that represent exactly the packets with the same result', async function () {
    const tally = new Tally();
    await onNetworks(FEWER, async (network, text, next) => {
      tally.network();
      for (const [from, to] of somePairs(network, PAIRS, next)) {
        for (const mode of ['all', 'any'] as const) {
          for (const { box, trace: shown } of cover(network, from, to, ALL_TRAFFIC, mode)) {
            tally.count('regions');
            const source = { family: from.family, bits: someOf(box.sources, next) };
            const destination = { family: to.family, bits: someOf(box.destinations, next) };
            const query = { from: from.at(source), to: to.at(destination), ...trafficAt(someOf(box.traffic, next)) };
            const found = trace(network, query, mode);
            const same = found.verdict === shown?.verdict;
            assert.ok(
              same,
              `${questionText({ query, mode })}: ${found.verdict}, but it is said to be ${shown?.verdict}\n${text}`,
            );
          }
        }
      }
    });
    tally.show(this);
  });
});

async function onNetworks(count: number, look: (network: Network, text: string, next: Next) => Promise<void>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(randomNetwork, async ({ text, packets }) => look(await read(text), text, numbers(packets))),
    { numRuns: count },
  );
}
