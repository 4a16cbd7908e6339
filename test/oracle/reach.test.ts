// What reach says about all packets: against the traces of single packets, against itself without grouping, and against the simulator.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import { type Intervals, includes, keyOf, union } from '#language/packets/intervals.ts';
import { addressSetOf } from '#language/packets/packet-class.ts';
import {
  ALL_TRAFFIC,
  type TrafficSet,
  trafficAt,
  trafficNumber,
  trafficSetOf,
  trafficsOf,
} from '#language/packets/traffic-set.ts';
import { connectionEndsAt, connectionEndsOf } from '#language/trace/connection-end.ts';
import { cover, type Side } from '#language/trace/reach/cover.ts';
import { externalEnds, internalSide } from '#language/trace/reach/ends.ts';
import { type Pair, pairsOf } from '#language/trace/reach/pairs.ts';
import { passages } from '#language/trace/reach/passage.ts';
import { reach } from '#language/trace/reach/reach.ts';
import { internetAddresses } from '#language/trace/reach/universe.ts';
import { trace } from '#language/trace/trace.ts';
import { changeText } from '#language/what-if/change.ts';
import { suggestFix } from '#language/what-if/suggested-fix.ts';
import { numbers } from '#test/support/chance.ts';
import { witness } from './claims.ts';
import { askBoth } from './compare.ts';
import { questionsFor } from './packets.ts';
import { questionText } from './questions.ts';
import { randomNetwork } from './random-network.ts';
import { read } from './read.ts';
import { NETWORKS, Tally } from './tally.ts';

const PAIRS = 6;
const PACKETS = 60;
const FIXES = 20;
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
            const same = found.verdict === shown?.verdict && found.intermittent === shown.intermittent;
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

  it('gives the same for a class as for each of its members', async function () {
    const tally = new Tally();
    await onNetworks(FEWER, async (network, text) => {
      tally.network();
      const grouped = allowedIn([...pairsOf(network, reach(network))]);
      for (const [pair, allowed] of oneByOne(network)) {
        tally.count('pairs');
        const rows = grouped.get(pair) ?? [];
        assert.equal(keyOf(rows), keyOf(allowed), `${pair}: ${JSON.stringify(trafficsOf(rows))}\n${text}`);
      }
    });
    tally.show(this);
  });

  it('and the simulator agree on each packet', async function () {
    const tally = new Tally();
    await onNetworks(NETWORKS, async (network, text, next) => {
      tally.network();
      const found = [...pairsOf(network, reach(network))];
      for (const { query } of questionsFor(network, next(1_000_000), PACKETS)) {
        if (query.sourcePort !== undefined || query.to.written !== undefined || query.idleSeconds !== undefined) continue;
        if (!isOnlyEnd(network, query.from.id) || !isOnlyEnd(network, query.to.id)) continue;
        const { works, open, asked } = witness(network, query, 'any');
        if (open || !opens(network, query.from.id)) continue;
        const { packet } = trace(network, query, 'any');
        if (!isOut(network, query.from.id, packet.source) || !isOut(network, query.to.id, packet.destination)) continue;
        // The name of a service may resolve to an endpoint; `reach` reports the service.
        const asMeant = query.to.interface === undefined ? { ...packet, destination: query.to.address } : packet;
        const said = found.some((pair) => pair.from === query.from.id && pair.to === query.to.id && holds(pair, asMeant));
        assert.equal(said, works, `${questionText(asked)}: reach says ${said}, the facts say ${works}\n${text}`);
        tally.count(works ? 'packets reach' : 'do not');
      }
    });
    tally.show(this);
  });
});

describe('suggested fixes', () => {
  it('make the simulator deliver the packet on the changed network', async function () {
    const tally = new Tally();
    await onNetworks(FEWER, async (network, text, next) => {
      tally.network();
      for (const { query } of questionsFor(network, next(1_000_000), FIXES)) {
        const fix = suggestFix(network, query);
        if (fix === undefined) continue;
        const { from, to } = query;
        const at = <T extends typeof from>(end: T): T => {
          const iface = fix.network.interfaces.find(({ id }) => id === end.interface?.id);
          return iface === undefined ? end : { ...end, interface: iface };
        };
        const asked = { query: { ...query, from: at(from), to: at(to) }, mode: 'all' } as const;
        const { traced, verdict } = askBoth(fix.network, asked);
        assert.equal(traced.verdict, 'delivered');
        if (verdict.unknown || verdict.hazard || verdict.assumed.length > 0) continue;
        assert.ok(
          verdict.works,
          `${questionText(asked)} still does not arrive after ${JSON.stringify(fix.changes.map(changeText))}\n${text}`,
        );
        tally.count('fixes work');
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

function allowedIn(pairs: readonly Pair[]): ReadonlyMap<string, TrafficSet> {
  const allowed = new Map<string, TrafficSet>();
  for (const { from, to, allows } of pairs) {
    const key = `${from} → ${to}`;
    for (const traffic of allows) allowed.set(key, union(allowed.get(key) ?? [], trafficSetOf(traffic)));
  }
  return allowed;
}

/** The same for resources inside, without any grouping: each address with each other one. */
function oneByOne(network: Network): ReadonlyMap<string, TrafficSet> {
  const allowed = new Map<string, TrafficSet>();
  const resources = network.interfaces.filter(({ owner }) => network.byId.get(owner)?.kind !== 'api-gateway');
  for (const sender of resources.filter(({ owner }) => opens(network, owner))) {
    for (const receiver of resources.filter(({ owner }) => owner !== sender.owner)) {
      const key = `${sender.owner} → ${receiver.owner}`;
      let all = allowed.get(key) ?? [];
      for (const from of connectionEndsAt(network, sender)) {
        for (const to of connectionEndsAt(network, receiver)) {
          if (from.address.family !== to.address.family) continue;
          for (const { allows } of passages(network, internalSide(from), internalSide(to))) all = union(all, allows);
        }
      }
      allowed.set(key, all);
    }
  }
  return allowed;
}

/** Gateways only pass packets on, and load balancers only connect to their targets. */
function opens({ byId }: Network, id: EntityId): boolean {
  const resource = byId.get(id);
  if (resource?.kind === 'endpoint') return resource.type === 'instance-connect';
  return (
    !['nat', 'regional-nat', 'alb', 'nlb', 'lambda'].includes(resource?.kind ?? '') ||
    (resource?.kind === 'lambda' && resource.vpc !== undefined)
  );
}

/** Resources with several addresses are reached if one of them is; the questions ask about each. */
function isOnlyEnd(network: Network, id: EntityId): boolean {
  const kind = network.byId.get(id)?.kind;
  return kind === 'internet' || connectionEndsOf(network, { kind: 'entity', id, text: id }).length === 1;
}

/** Whether the address is on the internet, and neither in the network nor unused. */
function isOut(network: Network, id: EntityId, { family, bits }: Packet['source']): boolean {
  return network.byId.get(id)?.kind !== 'internet' || includes(internetAddresses(network, family), bits);
}

function holds({ sources, destinations, allows }: Pair, packet: Packet): boolean {
  const isIn = (blocks: Pair['sources'], { family, bits }: Packet['source']): boolean =>
    blocks === undefined || includes(addressSetOf(blocks, family), bits);
  const place = trafficNumber(packet);
  return (
    isIn(sources, packet.source) &&
    isIn(destinations, packet.destination) &&
    allows.some((traffic) => includes(trafficSetOf(traffic), place))
  );
}
