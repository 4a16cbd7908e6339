// The regions of packets that reach finds, against the trace of single packets in them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Network } from '#language/network/network.ts';
import type { Intervals } from '#language/packets/intervals.ts';
import { ALL_TRAFFIC, trafficAt } from '#language/packets/traffic-set.ts';
import { connectionEndsAt } from '#language/trace/connection-end.ts';
import { cover, type Side } from '#language/trace/reach/cover.ts';
import { externalEnds, internalSide } from '#language/trace/reach/ends.ts';
import { trace } from '#language/trace/trace.ts';
import { numbers } from '#test/support/chance.ts';
import { questionText } from './questions.ts';
import { randomNetwork } from './random-network.ts';
import { read } from './read.ts';
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
      for (const [from, to] of somePairs(network, next)) {
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

function somePairs(network: Network, next: Next): readonly (readonly [Side, Side])[] {
  const inside = network.interfaces.flatMap((iface) => connectionEndsAt(network, iface)).map(internalSide);
  const outside = externalEnds(network).map(({ side }) => side);
  const all = [...inside, ...outside];
  return Array.from({ length: PAIRS }, () => [all[next(all.length)], all[next(all.length)]] as const).flatMap(([from, to]) => {
    if (from === undefined || to === undefined || from === to || from.family !== to.family) return [];
    return outside.includes(from) && outside.includes(to) ? [] : [[from, to] as const];
  });
}

/** A number of the set, often one at a border. */
function someOf<T extends number | bigint>(set: Intervals<T>, next: Next): T {
  const index = 2 * next(set.length / 2);
  const [from, to] = [set[index], set[index + 1]];
  if (from === undefined || to === undefined) throw new Error('The set is empty.');
  const width = BigInt(to) - BigInt(from);
  const offset = [0n, width - 1n, (width * BigInt(next(1_000_000))) / 1_000_000n][next(3)] ?? 0n;
  const value = BigInt(from) + offset;
  return (typeof from === 'bigint' ? value : Number(value)) as T;
}
