// The engine against the simulator on pairs: verdicts, claims and the reach table, over all addresses and all choices of AWS.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contains, type Family, type Prefix, sameAddress } from '#language/network/address.ts';
import type { Expectation, Selector } from '#language/network/claim.ts';
import type { EntityId } from '#language/network/id.ts';
import { resourceIs } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic, type Packet } from '#language/network/traffic.ts';
import { includes } from '#language/packets/intervals.ts';
import { trafficNumber, trafficSetOf } from '#language/packets/traffic-set.ts';
import { type Pair, pairsOf } from '#language/trace/reach/pairs.ts';
import { reach } from '#language/trace/reach/reach.ts';
import { judge } from '#language/validation/expect.ts';
import { numbers } from '#test/support/chance.ts';
import { claimsFor } from './claims.ts';
import { settingOf, wayText } from './compare.ts';
import { engineVerdict } from './engine.ts';
import { randomNetwork } from './random-network.ts';
import { read } from './read.ts';
import { kindsIn } from './simulator/borders.ts';
import { claimVerdict } from './simulator/claims.ts';
import type { Kind } from './simulator/explore.ts';
import { TO_ITSELF } from './simulator/nat.ts';
import { type Party, partiesIn, partiesOf, partyText } from './simulator/parties.ts';
import { type PairVerdict, verdictOf } from './simulator/verdict.ts';
import { NETWORKS, Tally } from './tally.ts';

const PAIRS = 40;
const CLAIMS = 4;

describe('the engine and the simulator, about pairs', () => {
  it('agree on the verdict of each pair', async function () {
    const tally = new Tally();
    await onNetworks(NETWORKS, (network, text, next) => {
      tally.network();
      for (const { from, to, kind } of somePairs(network, next)) {
        const verdict = verdictOf(settingOf(network), from, to, kind);
        if (isOpen(verdict)) continue;
        const said = engineVerdict(network, named(from.id), named(to.id), kind);
        assert.equal(said, verdict.disposition, failure(from, to, kind, verdict, text));
        tally.count(verdict.disposition);
      }
    });
    tally.show(this);
  });

  it('agree on which claims hold', async function () {
    const tally = new Tally();
    await onNetworks(NETWORKS, (network, text, next) => {
      tally.network();
      for (const claim of claimsFor(network, next(1_000_000), CLAIMS)) {
        // Whether a resource reaches itself is no question: it may be one host or several.
        if (meetsItself(network, claim)) continue;
        const { holds, refutedBy } = claimVerdict(settingOf(network), claim);
        if (refutedBy !== undefined && isOpen(refutedBy.verdict)) continue;
        const why = refutedBy && failure(refutedBy.from, refutedBy.to, refutedBy.kind, refutedBy.verdict, '');
        assert.equal(judge(network, claim).holds, holds, `${claimText(claim)}\n${why ?? ''}\n${text}`);
        tally.count(holds ? 'claims hold' : 'claims fail');
      }
    });
    tally.show(this);
  });

  it('agree on the reach table', async function () {
    const tally = new Tally();
    await onNetworks(NETWORKS, (network, text, next) => {
      tally.network();
      const table = [...pairsOf(network, reach(network), true)];
      for (const { from, to, kind } of somePairs(network, next)) {
        const verdict = verdictOf(settingOf(network), from, to, kind, 'every');
        if (isOpen(verdict) || verdict.disposition === 'unknown' || sharesAddress(network, to)) continue;
        const said = table.some(
          (pair) => pair.from === from.id && pair.to === to.id && allows(pair, kind) && isAbout(pair, from, to),
        );
        assert.equal(said, verdict.disposition !== 'dropped', failure(from, to, kind, verdict, text));
        tally.count(said ? 'packets reach' : 'do not');
      }
    });
    tally.show(this);
  });
});

function meetsItself(network: Network, { from, to }: Expectation): boolean {
  const idsOf = (selector: Selector): readonly EntityId[] =>
    partiesOf(settingOf(network), selector, 'one').flatMap(({ kind, id }) =>
      kind === 'resource' || kind === 'address' ? [id] : [],
    );
  const receivers = new Set(idsOf(to));
  return idsOf(from).some((id) => receivers.has(id));
}

/** Whether an endpoint for the resource has one of its addresses by chance, as in VPCs with the same blocks: then the address is of both. */
function sharesAddress({ endpoints, interfaces }: Network, { id }: Party): boolean {
  const own = interfaces.filter(({ owner }) => owner === id).flatMap(({ addresses }) => addresses);
  const others = endpoints.filter(({ serves }) => serves.includes(id)).flatMap((endpoint) => endpoint.interfaces);
  return others
    .flatMap(({ addresses }) => addresses)
    .some((other) => own.some((address) => sameAddress(address.private, other.private)));
}

type Next = (below: number) => number;

async function onNetworks(count: number, look: (network: Network, text: string, next: Next) => void): Promise<void> {
  await fc.assert(
    fc.asyncProperty(randomNetwork, async ({ text, packets }) => look(await read(text), text, numbers(packets))),
    { numRuns: count },
  );
}

interface Question {
  readonly from: Party;
  readonly to: Party;
  readonly kind: Kind;
}

/** Pairs of resources, at least one of them inside. Blocks outside are many senders: claims speak of them. */
function somePairs(network: Network, next: Next): readonly Question[] {
  const parties = [...network.byId.values()]
    .filter((entity) => resourceIs(entity, 'end') && !['vpc', 'subnet', 'security-group', 'network'].includes(entity.kind))
    .flatMap((entity) => partiesIn(settingOf(network), entity, 'one'));
  const senders = parties.filter((party) => party.kind !== 'public' && opens(network, party.id));
  return Array.from({ length: PAIRS }, () => {
    const [from, to] = [senders[next(senders.length)], parties[next(parties.length)]];
    const kinds = kindsIn(network, 4);
    const kind = kinds[next(kinds.length)];
    if (from === undefined || to === undefined || kind === undefined) return [];
    return from.id === to.id || (from.kind === 'external' && to.kind === 'external') ? [] : [{ from, to, kind }];
  }).flat();
}

/** Gateways only pass packets on, and load balancers only connect to their targets. */
function opens({ byId }: Network, id: EntityId): boolean {
  const entity = byId.get(id);
  return (
    entity !== undefined &&
    resourceIs(entity, 'opensConnections') &&
    (entity.kind !== 'endpoint' || entity.type === 'instance-connect') &&
    (entity.kind !== 'resolver-endpoint' || entity.direction === 'outbound')
  );
}

/** AWS does not document it: the AZ of an attachment, or what a NAT instance does with its own packets. */
function isOpen({ addresses }: PairVerdict): boolean {
  return addresses.some(({ outcome }) => outcome.hazard || outcome.assumed.includes(TO_ITSELF));
}

function named(id: EntityId): Selector {
  return { kind: 'entity', id, text: id };
}

function allows(pair: Pair, { protocol, destinationPort, icmpType, icmpCode }: Kind): boolean {
  if (protocol === 'icmp' && familyOf(pair) === 6) return false;
  const nowhere: Packet['source'] = { family: 4, bits: 0n };
  const packet: Packet = {
    protocol,
    source: nowhere,
    destination: nowhere,
    ...(destinationPort !== undefined && {
      destinationPort: { number: destinationPort, range: { from: destinationPort, to: destinationPort } },
    }),
    icmpType,
    icmpCode,
  };
  const place = trafficNumber(packet);
  return pair.allows.some((traffic) => includes(trafficSetOf(traffic), place));
}

/** Whether the blocks of an external end are about one of the addresses that are meant. */
function isAbout({ sources, destinations }: Pair, from: Party, to: Party): boolean {
  const isIn = (party: Party, blocks: readonly Prefix[] = []): boolean =>
    party.kind !== 'external' || party.addresses.some((address) => blocks.some((block) => contains(block, address)));
  return isIn(from, sources) && isIn(to, destinations);
}

function familyOf({ ends: [ends], sources, destinations }: Pair): Family | undefined {
  const address = ends?.find((end) => end.address !== undefined)?.address;
  return (address ?? (sources ?? destinations)?.[0])?.family;
}

function failure(from: Party, to: Party, kind: Kind, { disposition, addresses }: PairVerdict, text: string): string {
  return [
    `${partyText(from)} -> ${partyText(to)} ${kind.protocol} ${kind.destinationPort ?? kind.icmpType ?? ''}: the facts say ${disposition}`,
    ...addresses.flatMap(({ from: source, to: destination, outcome }) => [
      `${source} -> ${destination}: ${outcome.disposition}`,
      ...outcome.ways.flatMap(wayText),
    ]),
    text,
  ].join('\n');
}

function claimText({ text, traffic }: Expectation): string {
  return `${text} on ${traffic.map(formatTraffic).join(', ') || 'anything'}`;
}
