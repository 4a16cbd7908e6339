// What `difference` says of two networks, against traces of the same packets in both.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Address, contains, type Prefix, sameAddress } from '#language/network/address.ts';
import { includes } from '#language/packets/intervals.ts';
import { trafficSetOf } from '#language/packets/traffic-set.ts';
import type { ConnectionEnd } from '#language/trace/connection-end.ts';
import type { Verdict } from '#language/trace/verdict.ts';
import { type Difference, difference } from '#language/what-if/difference.ts';
import { calledAt, type End, endsOf, isServed, rowsOf, type Sent, verdictOfTraces } from '#test/language/trace/reach/asked.ts';
import { packetsFor, sentText } from '#test/language/trace/reach/packets.ts';
import { randomNetwork } from '#test/oracle/random-network.ts';
import { read } from '#test/oracle/read.ts';
import { numbers, runs } from '#test/support/chance.ts';

const NETWORKS = 100;

describe('the difference of two networks', () => {
  it('agrees with traces in both', async function () {
    let packets = 0;
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(randomNetwork, async ({ text, packets: seed }) => {
        const next = numbers(seed);
        const [before, after] = [await read(text), await read(withoutOne(text, next))];
        const differences = difference(before, after);
        const ends = endsOf(after);
        for (const sent of packetsFor(endsOf(before), rowsOf(before), next)) {
          const again = sentIn(ends, sent);
          // A name that an endpoint takes over stands for its interfaces, too.
          if (again === undefined || isServed(before, sent.to) || isServed(after, sent.to)) continue;
          const right = kindOf(verdictOfTraces(before, sent), verdictOfTraces(after, again));
          const said = kindsOf(differences, sent);
          const why = (): string =>
            `${sentText(sent)}: ${right} is right, it says ${said}\n${text}\n-- after:\n${withoutOne(text, numbers(seed))}`;
          assert.ok(right === undefined || said.includes(right), why());
          // A difference names addresses only where those of a resource differ, so it may be about another one.
          const others = alternativesTo(sent).flatMap((other) => {
            const later = sentIn(ends, other);
            return kindOf(verdictOfTraces(before, other), later === undefined ? 'dropped' : verdictOfTraces(after, later)) ?? [];
          });
          assert.ok(
            said.every((kind) => kind === right || others.includes(kind)),
            why(),
          );
          packets += 1;
          changed += right === undefined ? 0 : 1;
        }
      }),
      { numRuns: runs(NETWORKS) },
    );
    if (this.test !== undefined) this.test.title += `: ${packets} packets, ${changed} of them changed`;
    assert.ok(changed > 0);
  });
});

/** The text without one of its routes, rules or addresses. */
function withoutOne(text: string, next: (below: number) => number): string {
  const parts = [
    ...text.matchAll(
      /route \S+ -> [\w-]+|(?:in|e)gress \w+[^{}\n]*? from [\w./:-]+(?:, [\w./:-]+)*|(?<!az [\w-]+ )elastic-ip [\d.]+(?:, [\d.]+)*|security-groups [\w, -]+?(?= {2}| })/g,
    ),
  ];
  const { index = 0, 0: part = '' } = parts[next(parts.length)] ?? {};
  return text.slice(0, index) + text.slice(index + part.length);
}

/** The same packet in another network, which may not have the ends or the addresses. */
function sentIn(ends: readonly End[], { from, to, source, destination, place }: Sent): Sent | undefined {
  const find = (end: End): End | undefined =>
    ends.find(({ id, outside }) => id === end.id && outside?.side.family === end.outside?.side.family);
  const [sender, receiver] = [find(from), find(to)];
  if (sender === undefined || receiver === undefined) return undefined;
  const called = destination.written ?? destination.address;
  const own = sender.inside.find(({ address }) => sameAddress(address, source.address)) ?? outsideAt(sender, source);
  const other =
    calledAt(receiver.inside).find(({ written, address }) => sameAddress(written ?? address, called)) ??
    outsideAt(receiver, destination);
  return own && other && { from: sender, to: receiver, source: own, destination: other, place };
}

function outsideAt({ outside }: End, end: ConnectionEnd): ConnectionEnd | undefined {
  return outside !== undefined && includes(outside.side.addresses, end.address.bits) ? end : undefined;
}

/** The same between other addresses of the same resources. */
function alternativesTo(sent: Sent): readonly Sent[] {
  const { from, to, source, destination } = sent;
  const sources = from.outside === undefined ? from.inside : [source];
  const destinations = to.outside === undefined ? calledAt(to.inside) : [destination];
  return sources.flatMap((one) =>
    destinations
      .filter((other) => other.address.family === one.address.family)
      .map((other) => ({ ...sent, source: one, destination: other })),
  );
}

/** What must be said of a packet with these verdicts. */
function kindOf(before: Verdict, after: Verdict): Difference['kind'] | undefined {
  if (before === after) return undefined;
  if (before === 'unknown' || after === 'unknown') return 'unclear';
  if (before === 'dropped') return 'opened';
  if (after === 'dropped') return 'closed';
  return after === 'intermittent' ? 'intermittent' : 'steady';
}

/** What is said of the packet, another path aside. */
function kindsOf(
  differences: readonly Difference[],
  { from, to, source, destination, place }: Sent,
): readonly Difference['kind'][] {
  const called = destination.written ?? destination.address;
  const own = differences.filter(
    (one) =>
      one.kind !== 'rerouted' &&
      one.from === from.id &&
      one.to === to.id &&
      isIn(one.sources, source.address) &&
      isIn(one.destinations, called) &&
      one.traffic.some((traffic) => includes(trafficSetOf(traffic), place)),
  );
  return [...new Set(own.map(({ kind }) => kind))];
}

function isIn(blocks: readonly Prefix[] | undefined, address: Address): boolean {
  return blocks === undefined || blocks.some((block) => contains(block, address));
}
