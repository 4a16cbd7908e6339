// Sets against single packets: whatever `reach` says of a packet, a trace of that packet says too.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Address, formatAddress, type Prefix } from '#language/network/address.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { includes, intersect, unionAll } from '#language/packets/intervals.ts';
import { type AddressSet, addressSetOf } from '#language/packets/packet-class.ts';
import { trafficSetOf, trafficsOf } from '#language/packets/traffic-set.ts';
import type { Side } from '#language/trace/reach/cover.ts';
import { type ExternalEnd, internalSide } from '#language/trace/reach/ends.ts';
import type { Pair } from '#language/trace/reach/pairs.ts';
import { type Passage, passages } from '#language/trace/reach/passage.ts';
import { randomNetwork } from '#test/oracle/random-network.ts';
import { read } from '#test/oracle/read.ts';
import { numbers, runs } from '#test/support/chance.ts';
import { type End, endsOf, type Row, type Rows, rowsOf, type Sent, verdictOfRows, verdictOfTraces } from './asked.ts';

const NETWORKS = 150;
const PACKETS = 200;

describe('reach, against traces', () => {
  it('agrees on packets inside and outside its rows', async function () {
    let packets = 0;
    let delivered = 0;
    await fc.assert(
      fc.asyncProperty(randomNetwork, async ({ text, packets: seed }) => {
        const network = await read(text);
        const rows = rowsOf(network);
        for (const sent of packetsFor(endsOf(network), rows, numbers(seed))) {
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
      fc.asyncProperty(randomNetwork, async ({ text }) => {
        const network = await read(text);
        const rows = rowsOf(network);
        const ends = endsOf(network).filter(({ inside }) => inside.length <= 1);
        for (const from of ends.filter(({ opens }) => opens)) {
          for (const to of ends.filter((end) => canMeet(from, end))) {
            const alone = passages(network, sideOf(from), sideOf(to)).map((one) => passageText(one, from, to));
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
  return internalSide(end);
}

function canMeet(from: End, to: End): boolean {
  if (from.id === to.id || sideOf(from).family !== sideOf(to).family) return false;
  return from.outside === undefined || to.outside === undefined || !to.outside.opens;
}

/** Everything that a passage says, addresses of ends inside aside. */
function passageText({ sources, destinations, allows, intermittent, unknown, via }: Passage, from: End, to: End): string {
  const ends = [from.outside && sources, to.outside && destinations];
  return [via.join(' '), allows, intermittent, unknown, ...ends].join(' | ');
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

type Next = (below: number) => number;

/** Packets at and beside the borders of the rows, and some at familiar ports. */
function* packetsFor(ends: readonly End[], rows: Rows, next: Next): Iterable<Sent> {
  const senders = ends.filter(({ opens }) => opens);
  const receivers = ends.filter(({ inside, outside }) => inside.length > 0 || outside !== undefined);
  for (let count = 0; count < PACKETS && senders.length > 0; count += 1) {
    const from = oneOf(senders, next);
    const to = oneOf(receivers, next);
    if (from === undefined || to === undefined || from.id === to.id) continue;
    // From outside to outside is out of scope, except through an API that leads inside.
    if (from.outside !== undefined && to.outside?.opens) continue;
    const own = rows.between(from, to);
    const row = oneOf(own, next);
    const borders = row === undefined ? [] : [...row.allows, ...row.unknown].flatMap((border) => [border - 1, border]);
    const place = (next(3) === 0 ? undefined : oneOf(borders, next)) ?? FAMILIAR[next(FAMILIAR.length)] ?? 0;
    const source = addressOf(
      from,
      own.flatMap(({ pair }) => pair.sources ?? []),
      next,
    );
    const destination = addressOf(
      to,
      own.flatMap(({ pair }) => pair.destinations ?? []),
      next,
    );
    yield { from, to, source, destination, place: Math.min(Math.max(place, 0), LAST) };
  }
}

const LAST = 256 * 65_536 - 1;

/** Common ports, and ports of single rules: on the line of all traffic, 65,536 places for each protocol number. */
const FAMILIAR: readonly number[] = [
  ...[22, 53, 80, 443, 8080, 30_080, 40_000].flatMap((port) => [6 * 65_536 + port, 17 * 65_536 + port]),
  ...[8, 0, 3].map((type) => 65_536 + type * 256),
  65_536 + 3 * 256 + 4,
  58 * 65_536 + 128 * 256,
  47 * 65_536,
  253 * 65_536,
];

/** Of an end outside: an address at a border of the blocks or of all that it has, or any one of it. */
function addressOf({ outside }: End, blocks: readonly Prefix[], next: Next): Address | undefined {
  if (outside === undefined) return undefined;
  const { family, addresses } = outside.side;
  const borders = blocks
    .filter((block) => block.family === family)
    .flatMap(({ first, last }) => [first, last, first - 1n, last + 1n]);
  const own = addresses.flatMap((border, index) => (index % 2 === 0 ? [border] : [border - 1n]));
  const tried = oneOf(next(3) === 0 ? own : borders, next);
  const bits = tried !== undefined && includes(addresses, tried) ? tried : oneOf(own, next);
  return bits === undefined ? undefined : { family, bits };
}

function oneOf<T>(options: readonly T[], next: Next): T | undefined {
  return options[next(options.length)];
}

function sentText({ from, to, source, destination, place }: Sent): string {
  const ends = [
    [from, source],
    [to, destination],
  ] as const;
  const [sender, receiver] = ends.map(([{ id }, address]) => (address === undefined ? id : `${id} ${formatAddress(address)}`));
  return `${sender} -> ${receiver} ${trafficsOf([place, place + 1]).map(formatTraffic)}`;
}
