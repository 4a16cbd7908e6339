// Suggested fixes on random networks: the simulator delivers the packets on the changed network, by one address at least and whatever AWS
// chooses; the lines work as text, each is needed, and nothing gets through afterwards that the fix does not report.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatAddress, hostPrefix } from '#language/network/address.ts';
import type { Selector } from '#language/network/claim.ts';
import type { EntityId } from '#language/network/id.ts';
import { kindIs, resourceIs } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { ConnectionEnd } from '#language/trace/connection-end.ts';
import type { Query } from '#language/trace/query.ts';
import { trace } from '#language/trace/trace.ts';
import { changedBy } from '#language/what-if/change/changed.ts';
import { type Called, calledGoal, type Goal } from '#language/what-if/goal.ts';
import { type SuggestedFix, suggestFix } from '#language/what-if/suggested-fix.ts';
import { applied } from '#test/support/applied-fix.ts';
import { numbers } from '#test/support/chance.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { settingOf, wayText } from './compare.ts';
import { questionsFor } from './packets.ts';
import { randomNetwork } from './random-network.ts';
import { read } from './read.ts';
import { kindsIn } from './simulator/borders.ts';
import type { Kind } from './simulator/explore.ts';
import { type Party, partiesIn, partiesOf, partyText, sendersOf } from './simulator/parties.ts';
import { type PairVerdict, verdictOf } from './simulator/verdict.ts';
import { NETWORKS, Tally } from './tally.ts';

const QUESTIONS = 12;
const PACKETS = 30;
const FEWER = Math.ceil(NETWORKS / 5);

type Next = (below: number) => number;

describe('suggested fixes', () => {
  it('work for the simulator and as text, are minimal, and open no more than they say', async function () {
    const tally = new Tally();
    await fc.assert(
      fc.asyncProperty(randomNetwork, async ({ text, packets }) => {
        tally.network();
        const network = await read(text);
        const next = numbers(packets);
        for (const { question, kind } of someQuestions(network, text, next)) {
          const goal = calledGoal(question);
          const { shown } = goal.resultIn(network);
          const fix = suggestFix(network, goal);
          if (fix === undefined) continue;
          tally.count(`fixes of ${shown?.verdict} calls`);
          checkSimulated(fix, question, kind, text, tally);
          checkMinimal(network, goal, fix, text);
          await checkText(text, goal, fix);
          checkOpened(network, fix, next(1_000_000), text, tally);
        }
      }),
      { numRuns: FEWER },
    );
    tally.show(this);
  });
});

interface Question {
  readonly question: Called;
  readonly kind: Kind;
}

/** Calls between resources by their names, and to single addresses that the text states. */
function someQuestions(network: Network, text: string, next: Next): readonly Question[] {
  const parties = [...network.byId.values()]
    .filter((entity) => resourceIs(entity, 'end') && !['vpc', 'subnet', 'security-group', 'network'].includes(entity.kind))
    .flatMap((entity) => partiesIn(settingOf(network), entity, 'one'));
  const senders = parties.filter((party) => party.kind !== 'public' && opens(network, party.id));
  const addresses = network.interfaces
    .flatMap((iface) => iface.addresses.flatMap((own) => [own.private, ...(own.public ? [own.public] : [])]))
    .filter((address) => text.includes(formatAddress(address)));
  const kinds = kindsIn(network, 4);
  return Array.from({ length: QUESTIONS }, (): readonly Question[] => {
    const [from, to, kind] = [senders[next(senders.length)], parties[next(parties.length)], kinds[next(kinds.length)]];
    const address = next(4) === 0 ? addresses[next(addresses.length)] : undefined;
    if (from === undefined || to === undefined || kind === undefined || from.id === to.id) return [];
    if (from.kind === 'external' && to.kind === 'external') return [];
    const receiver: Selector =
      address === undefined ? named(to.id) : { kind: 'prefix', prefix: hostPrefix(address), text: formatAddress(address) };
    return [{ kind, question: { from: named(from.id), to: receiver, sending: () => sentBy(kind) } }];
  }).flat();
}

function sentBy({ protocol, destinationPort, icmpType, icmpCode }: Kind): ReturnType<Called['sending']> {
  return {
    protocol,
    ...(destinationPort !== undefined && { port: destinationPort }),
    ...(icmpType !== undefined && { icmpType }),
    ...(icmpCode !== undefined && { icmpCode }),
  };
}

/** Gateways only pass packets on, and load balancers only connect to their targets. */
function opens({ byId }: Network, id: EntityId): boolean {
  const entity = byId.get(id);
  return entity !== undefined && resourceIs(entity, 'opensConnections') && entity.kind !== 'endpoint';
}

function named(id: EntityId): Selector {
  return { kind: 'entity', id, text: id };
}

function checkSimulated(fix: SuggestedFix, { from, to }: Called, kind: Kind, text: string, tally: Tally): void {
  const setting = settingOf(fix.network);
  const receivers = partiesOf(setting, to, 'one');
  for (const sender of sendersOf(setting, from)) {
    for (const receiver of receivers) {
      const verdict = verdictOf(setting, sender, receiver, kind);
      if (isOpen(verdict)) continue;
      assert.equal(verdict.disposition, 'delivered', failure(fix, sender, receiver, kind, verdict, text));
      tally.count('calls that the simulator delivers');
    }
  }
}

/** Nothing is compared where the facts leave it open: what they do not know, the engine may assume. */
function isOpen({ disposition, addresses }: PairVerdict): boolean {
  return disposition === 'unknown' || addresses.some(({ outcome }) => outcome.hazard || outcome.assumed.length > 0);
}

function failure(fix: SuggestedFix, from: Party, to: Party, kind: Kind, verdict: PairVerdict, text: string): string {
  return [
    `${partyText(from)} -> ${partyText(to)} ${kind.protocol} ${kind.destinationPort ?? kind.icmpType ?? ''} after ${linesOf(fix)}`,
    ...verdict.addresses.flatMap(({ from: source, to: destination, outcome }) => [
      `${source} -> ${destination}: ${outcome.disposition}`,
      ...outcome.ways.flatMap(wayText),
    ]),
    text,
  ].join('\n');
}

function checkMinimal(network: Network, goal: Goal, fix: SuggestedFix, text: string): void {
  for (const left of fix.changes) {
    const others = fix.changes.filter((change) => change !== left);
    assert.ok(!goal.resultIn(changedBy(network, others)).holds, `${linesOf(fix)} is not minimal\n${text}`);
  }
}

async function checkText(text: string, goal: Goal, fix: SuggestedFix): Promise<void> {
  const after = await applied(text, fix.lines);
  assert.ok(goal.resultIn(await networkOf(after)).holds, `${linesOf(fix)} does not work as text:\n${after}`);
}

/** What is delivered after the fix, and was not before, is in its report. */
function checkOpened(network: Network, fix: SuggestedFix, seed: number, text: string, tally: Tally): void {
  for (const { query } of questionsFor(fix.network, seed, PACKETS)) {
    // Gateways and load balancers open no connections of their own.
    const sender = fix.network.byId.get(query.from.id);
    const was = sender !== undefined && kindIs(sender.kind, 'opensConnections') ? moved(network, query) : undefined;
    // The report names resources: all interfaces of one together, by the addresses that its name may resolve to.
    if (was === undefined || query.to.written !== undefined) continue;
    // Rows have an end in AWS. What only passes through is not reported.
    if (query.from.interface === undefined && query.to.interface === undefined) continue;
    if ([query.from, query.to].some(({ id }) => network.interfaces.filter(({ owner }) => owner === id).length > 1)) continue;
    if (trace(fix.network, query).verdict !== 'delivered') continue;
    if (trace(network, was, 'any').verdict !== 'dropped') continue;
    const isReported = fix.opens.some(({ from, to }) => from === query.from.id && to === query.to.id);
    assert.ok(isReported, `${query.from.id} → ${query.to.id} is opened by ${linesOf(fix)}, which does not say so\n${text}`);
    tally.count('opened packets that are reported');
  }
}

/** The same query for the network before, whose interfaces are other objects. */
function moved(network: Network, query: Query): Query | undefined {
  const from = endIn(network, query.from);
  const to = endIn(network, query.to);
  return from && to && { ...query, from, to };
}

function endIn(network: Network, end: ConnectionEnd): ConnectionEnd | undefined {
  if (end.interface === undefined) return end;
  const iface = network.interfaces.find(({ id }) => id === end.interface?.id);
  return iface && { ...end, interface: iface };
}

function linesOf({ lines }: SuggestedFix): string {
  return JSON.stringify(lines);
}
