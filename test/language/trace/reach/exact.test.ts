// Sets against single packets: whatever `reach` says of a packet, a trace of that packet says too.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Prefix } from '#language/network/address.ts';
import { intersect, unionAll } from '#language/packets/intervals.ts';
import { type AddressSet, addressSetOf } from '#language/packets/packet-class.ts';
import { SPOKEN, trafficSetOf } from '#language/packets/traffic-set.ts';
import type { Side } from '#language/trace/reach/cover.ts';
import { calledFrom, type ExternalEnd, internalSide } from '#language/trace/reach/ends.ts';
import type { Pair } from '#language/trace/reach/pairs.ts';
import { type Passage, passages } from '#language/trace/reach/passage.ts';
import { partlyKnown } from '#test/oracle/random/unknowns.ts';
import { randomNetwork, type Sample } from '#test/oracle/random-network.ts';
import { read } from '#test/oracle/read.ts';
import { numbers, runs } from '#test/support/chance.ts';
import { calledAt, type End, endsOf, isOfEndpoint, isServed, type Row, rowsOf, verdictOfRows, verdictOfTraces } from './asked.ts';
import { packetsFor, sentText, vpcOf } from './packets.ts';

const NETWORKS = 150;

const SAMPLES: readonly (readonly [what: string, samples: fc.Arbitrary<Sample>])[] = [
  ['reach, against traces', randomNetwork],
  ['reach, against traces, where the text does not know all', partlyKnown],
];

for (const [what, samples] of SAMPLES)
  describe(what, () => {
    it('agrees on packets inside and outside its rows', async function () {
      let packets = 0;
      let delivered = 0;
      await fc.assert(
        fc.asyncProperty(samples, async ({ text, packets: seed }) => {
          const network = await read(text);
          const rows = rowsOf(network);
          for (const sent of packetsFor(endsOf(network), rows, numbers(seed))) {
            if (isOfEndpoint(network, sent)) continue;
            const [said, seen] = [verdictOfRows(rows, sent), verdictOfTraces(network, sent)];
            assert.equal(said, seen, `${sentText(sent)}\n${text}`);
            packets += 1;
            delivered += seen === 'delivered' ? 1 : 0;
          }
        }),
        { numRuns: runs(NETWORKS) },
      );
      if (this.test !== undefined) this.test.title += `: ${packets} packets, ${delivered} of them delivered`;
      assert.ok(delivered > packets / 20);
    });

    it('gives the same for a class of resources as for each member', async function () {
      let pairs = 0;
      await fc.assert(
        fc.asyncProperty(samples, async ({ text }) => {
          const network = await read(text);
          const rows = rowsOf(network);
          const ends = endsOf(network).filter(
            (end) => (end.outside ?? calledAt(end.inside).length === 1) && !isServed(network, end),
          );
          for (const from of ends.filter(({ opens }) => opens)) {
            for (const to of ends.filter((end) => canMeet(from, end))) {
              const alone = passages(network, sideOf(from), calledBy(from, to)).map((one) => passageText(one, from, to));
              const grouped = rows.between(from, to).filter(({ pair }) => isOfFamily(pair, from, to));
              const together = grouped.map((row) => rowText(row, from, to));
              assert.deepEqual(together.toSorted(), alone.toSorted(), `${from.id} -> ${to.id}\n${text}`);
              pairs += 1;
            }
          }
        }),
        { numRuns: runs(NETWORKS) },
      );
      if (this.test !== undefined) this.test.title += `: ${pairs} pairs`;
    });
  });

function sideOf({ inside: [end], outside }: End): Side {
  if (outside !== undefined) return outside.side;
  assert.ok(end);
  return internalSide({ ...end, written: end.address });
}

function calledBy(from: End, to: End): Side {
  return to.outside === undefined ? sideOf(to) : calledFrom(vpcOf(from), to.outside.side);
}

function canMeet(from: End, to: End): boolean {
  if (from.id === to.id || sideOf(from).family !== sideOf(to).family) return false;
  return from.outside === undefined || to.outside === undefined || !to.outside.opens;
}

/** Everything that a passage says, addresses of ends inside aside. */
function passageText({ sources, destinations, allows, intermittent, unknown, via }: Passage, from: End, to: End): string {
  const ends = [from.outside && sources, to.outside && destinations];
  const spoken = [allows, intermittent, unknown].map((traffic) => intersect(traffic, SPOKEN[sideOf(to).family]));
  return [via.join(' '), ...spoken, ...ends].join(' | ');
}

function rowText({ pair, allows, unknown }: Row, from: End, to: End): string {
  const within = (blocks: readonly Prefix[] = [], { outside }: End): AddressSet =>
    outside === undefined ? [] : intersect(addressSetOf(blocks, outside.side.family), outside.side.addresses);
  const intermittent = unionAll(pair.intermittent.map(trafficSetOf));
  const [sources, destinations] = [within(pair.sources, from), within(pair.destinations, to)];
  return passageText({ sources, destinations, allows, intermittent, unknown, via: pair.via }, from, to);
}

/** Rows of both families of the internet bear one name. */
function isOfFamily({ sources, destinations }: Pair, { outside: sender }: End, { outside: receiver }: End): boolean {
  const isOf = (blocks: readonly Prefix[] | undefined, end: ExternalEnd | undefined): boolean =>
    blocks?.[0] === undefined || blocks[0].family === end?.side.family;
  return isOf(sources, sender) && isOf(destinations, receiver);
}
