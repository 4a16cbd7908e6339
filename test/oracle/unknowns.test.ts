// Networks that the text knows in part, against complete networks that it may stand for: a verdict is never more certain than the text.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatAddress, hostPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import { ALL_TRAFFIC, trafficAt } from '#language/packets/traffic-set.ts';
import { type ConnectionEnd, connectionEndsAt, connectionEndsOf } from '#language/trace/connection-end.ts';
import { cover } from '#language/trace/reach/cover.ts';
import { externalEnds } from '#language/trace/reach/ends.ts';
import type { Trace } from '#language/trace/result.ts';
import { trace } from '#language/trace/trace.ts';
import { numbers, runs } from '#test/support/chance.ts';
import { partlyKnown } from './random/unknowns.ts';
import { read } from './read.ts';
import { someOf, somePairs } from './sides.ts';
import { Tally } from './tally.ts';

const NETWORKS = runs(150);
const PACKETS = 60;
const PAIRS = 4;

type Next = (below: number) => number;

describe('what is unknown', () => {
  it('could be anything: a certain verdict holds in every world', async function () {
    const tally = new Tally();
    await fc.assert(
      fc.asyncProperty(partlyKnown, async ({ text, worlds, packets }) => {
        tally.network();
        const network = await read(text);
        const complete: Network[] = [];
        // One after the other: they share one workspace.
        for (const world of worlds) complete.push(await read(world));
        for (const sent of packetsIn(network, numbers(packets))) {
          const found = trace(network, sent, 'any');
          tally.count(found.verdict);
          if (found.verdict === 'unknown') {
            assert.ok(found.unknownReason, text);
            continue;
          }
          for (const [index, world] of complete.entries()) {
            const same = inWorld(network, world, sent);
            const there = same && trace(world, same, 'any');
            if (there === undefined || there.verdict === 'unknown') continue;
            tally.count('worlds');
            assert.equal(there.verdict, found.verdict, `${sentText(found)}\n${text}\n\nworld:\n${worlds[index]}`);
          }
        }
      }),
      { numRuns: NETWORKS },
    );
    tally.show(this);
  });

  it('divides packets into classes with the same verdict', async function () {
    const tally = new Tally();
    await fc.assert(
      fc.asyncProperty(partlyKnown, async ({ text, packets }) => {
        tally.network();
        const network = await read(text);
        const next = numbers(packets);
        for (const [from, to] of somePairs(network, PAIRS, next)) {
          for (const mode of ['all', 'any'] as const) {
            for (const { box, trace: shown } of cover(network, from, to, ALL_TRAFFIC, mode)) {
              tally.count('classes');
              const source = { family: from.family, bits: someOf(box.sources, next) };
              const destination = { family: to.family, bits: someOf(box.destinations, next) };
              const query = { from: from.at(source), to: to.at(destination), ...trafficAt(someOf(box.traffic, next)) };
              const found = trace(network, query, mode);
              assert.equal(found.verdict, shown?.verdict, `${sentText(found)} (${mode})\n${text}`);
            }
          }
        }
      }),
      { numRuns: NETWORKS },
    );
    tally.show(this);
  });
});

interface Sent {
  readonly from: ConnectionEnd;
  readonly to: ConnectionEnd;
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  readonly port?: number;
}

const PORTS = [22, 53, 80, 443, 8080, 40_000, 7] as const;

function* packetsIn(network: Network, next: Next): Iterable<Sent> {
  const ends = endsIn(network);
  for (let count = 0; count < PACKETS && ends.length > 1; count += 1) {
    const [from, to] = [oneOf(ends, next), oneOf(ends, next)];
    const protocol = (['tcp', 'tcp', 'udp', 'icmp'] as const)[next(4)] ?? 'tcp';
    if (from.address.family !== to.address.family || from.id === to.id) continue;
    if (from.interface === undefined && to.interface === undefined) continue;
    const called = to.public !== undefined && next(2) === 0 ? to.public : to.address;
    yield { from, to: { ...to, written: called }, protocol, ...(protocol !== 'icmp' && { port: oneOf(PORTS, next) }) };
  }
}

/** Every address of resources, and some of each end outside. */
function endsIn(network: Network): readonly ConnectionEnd[] {
  const outside = externalEnds(network).flatMap(({ side: { family, addresses, at } }) =>
    addresses.slice(0, 1).flatMap((bits) => [at({ family, bits: bits + 10n }), at({ family, bits: bits + 268n })]),
  );
  return [...network.interfaces.flatMap((iface) => connectionEndsAt(network, iface)), ...outside];
}

/** The same packet in another network, if that has the same owners of its addresses; what is external here may be anything there. */
function inWorld(network: Network, world: Network, { from, to, ...sent }: Sent): Sent | undefined {
  const [source, receiver] = [from, to].map((end) => {
    const isExternal = network.byId.get(end.id)?.kind === 'vpc';
    if (end.interface !== undefined) {
      const iface = world.interfaces.find(({ id }) => id === end.interface?.id);
      return iface && connectionEndsAt(world, iface).find(({ address }) => formatAddress(address) === formatAddress(end.address));
    }
    if (!isExternal) return end;
    const [found] = connectionEndsOf(world, { kind: 'prefix', prefix: hostPrefix(end.address), text: '' });
    return found?.interface?.subnet.vpc.id === end.id ? found : undefined;
  });
  if (source === undefined || receiver === undefined) return undefined;
  return { from: source, to: { ...receiver, ...(to.written && { written: to.written }) }, ...sent };
}

function oneOf<T>(options: readonly T[], next: Next): T {
  const chosen = options[next(options.length)];
  if (chosen === undefined) throw new Error('There are no options.');
  return chosen;
}

function sentText({ from, to, packet, verdict, blockers, unknownReason }: Trace): string {
  const { source, destination, protocol, destinationPort } = packet;
  const why = blockers[0]?.reason ?? unknownReason ?? '';
  return `${from} ${formatAddress(source)} -> ${to} ${formatAddress(destination)} ${protocol} ${destinationPort?.number ?? ''}: ${verdict} ${why}`;
}
