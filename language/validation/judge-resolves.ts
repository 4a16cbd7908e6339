// `resolves`: whether DNS queries for a name get an address. The query goes to the resolver of the sender's VPC, or from outside to an inbound
// endpoint, and from there by private hosted zones and resolver rules.
// Source: Amazon Route 53 Developer Guide, "How Route 53 VPC Resolver endpoints forward DNS queries", "Considerations when working with a private
// hosted zone".
import { formatAddress } from '#language/network/address.ts';
import type { Expectation, Selector } from '#language/network/claim.ts';
import { answererOf, type PrivateZone, type ResolverEndpoint, type ResolverRule, recordOf } from '#language/network/dns.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import { resolversOf } from '#language/network/known-addresses.ts';
import type { Network } from '#language/network/network.ts';
import { portTraffic } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { type ConnectionEnd, connectionEndsOf } from '#language/trace/connection-end.ts';
import { headline } from '#language/trace/headline.ts';
import { type Party, sendersOf } from '#language/trace/party.ts';
import type { Trace } from '#language/trace/result.ts';
import { trace } from '#language/trace/trace.ts';
import { allOf, bestOf, inSeries, type Verdict } from '#language/trace/verdict.ts';
import type { Judgement } from './judgement.ts';

/** Evaluates another expectation. */
export type Judge = (network: Network, expectation: Expectation) => Judgement;

/** What becomes of a query. `delivered`: it gets an address. */
interface Resolution {
  readonly verdict: Verdict;
  readonly why: string;
  /** The trace of a packet on the way that decides. */
  readonly trace?: Trace | undefined;
  /** What the name stands for, if the text knows it. */
  readonly target?: Selector;
}

/** Whether every resource that the expectation names gets an address for the name; or, for `never resolves`, none does. */
export function judgeResolves(network: Network, expectation: Expectation, judge: Judge): Judgement {
  const { from, to, claim } = expectation;
  const wanted: Verdict = claim === 'resolves' ? 'delivered' : 'dropped';
  const all = sendersOf(network, from).map((party) => resolve(network, selectorOf(party, from), party, nameOf(to), judge));
  const [first] = all;
  const nobody = { verdict: 'unknown', why: `No address of ${from.text} is known to send queries.` } as const;
  const deciding =
    all.find(({ verdict }) => verdict !== wanted && verdict !== 'unknown') ??
    all.find(({ verdict }) => verdict !== wanted) ??
    first ??
    nobody;
  return judgementOf(expectation, deciding, deciding.verdict === wanted);
}

/**
 * `reaches` a name: the sender resolves it, and reaches what it stands for. What `never` and `only` exclude does not depend on names, because
 * nobody has to resolve one.
 */
export function judgeByName(network: Network, expectation: Expectation, name: string, judge: Judge): Judgement {
  const { from, claim } = expectation;
  let last: Judgement | undefined;
  for (const party of sendersOf(network, from)) {
    const sender = selectorOf(party, from);
    const resolved = resolve(network, sender, party, name, judge);
    const target = resolved.target ?? recordsOf(network, name)[0];
    if (claim !== 'never-reaches' && resolved.verdict !== 'delivered') return judgementOf(expectation, resolved, false);
    if (target === undefined)
      return { expectation, holds: false, isUnknown: true, why: `No zone of the text has a record of ${name}.` };
    const judged = judge(network, { ...expectation, from: sender, to: target });
    last = { ...judged, expectation };
    if (!judged.holds) return last;
  }
  return last ?? { expectation, holds: false, isUnknown: false, why: `No address of ${from.text} can connect to ${name}.` };
}

function judgementOf(expectation: Expectation, { verdict, why, trace: found }: Resolution, holds: boolean): Judgement {
  const isUnknown = !holds && verdict === 'unknown';
  if (found === undefined) return { expectation, holds, isUnknown, why };
  return holds
    ? { expectation, holds, isUnknown, example: found, why }
    : { expectation, holds, isUnknown, counterexample: found, why };
}

function nameOf(selector: Selector): string {
  return selector.kind === 'name' ? selector.name : selector.text;
}

function recordsOf({ privateZones }: Network, name: string): readonly Selector[] {
  return privateZones.flatMap((zone) => recordOf(zone, name)?.target ?? []);
}

/** The resource, or the external addresses that the expectation names. */
function selectorOf({ id, ends }: Party, named: Selector): Selector {
  const isInside = ends.some((end) => end.interface !== undefined);
  return named.kind === 'prefix' && !isInside ? named : { kind: 'entity', id, text: shortName(id) };
}

function resolve(network: Network, from: Selector, party: Party, name: string, judge: Judge): Resolution {
  const vpc = party.ends[0]?.interface?.subnet.vpc;
  if (vpc !== undefined) return fromInside(network, vpc, party, name);
  if (network.byId.get(party.id)?.kind !== 'vpc') return fromOutside(network, from, name, judge);
  return { verdict: 'unknown', why: `${shortName(party.id)} is external: what its resolver answers is unknown.` };
}

/** From a VPC: its resolver is asked. */
function fromInside(network: Network, vpc: Vpc, { ends, sendsBy }: Party, name: string): Resolution {
  const all = ends.flatMap((end) => askResolver(network, vpc, end));
  const asked = sendsBy === 'aws' ? allResolutions(all) : bestResolution(all);
  if (asked === undefined) return { verdict: 'unknown', why: `The text does not know the resolver of ${vpc.name}.` };
  return asked.verdict === 'dropped' ? asked : after(asked, answerIn(network, vpc, name, []));
}

/** A query from one address to the resolver. */
function askResolver(network: Network, vpc: Vpc, from: ConnectionEnd): readonly Resolution[] {
  const own = resolversOf(vpc).findLast(({ family }) => family === from.address.family);
  const [to] = own === undefined ? [] : connectionEndsOf(network, { kind: 'prefix', prefix: own, text: 'resolver' });
  return to === undefined ? [] : [sent(trace(network, { from, to, protocol: 'udp', port: DNS_PORT }))];
}

const DNS_PORT = 53;

function sent(query: Trace): Resolution {
  return { verdict: query.verdict, why: `The query: ${headline(query).replace(/\.$/, '')}.`, trace: query };
}

/** Of those among which AWS chooses: the first that does not work decides. */
function allResolutions(all: readonly Resolution[]): Resolution | undefined {
  const deciding = all.find(({ verdict }) => verdict !== 'delivered') ?? all[0];
  return deciding && { ...deciding, verdict: allOf(all.map(({ verdict }) => verdict)) };
}

/** Of those among which the sender chooses. */
function bestResolution(all: readonly Resolution[]): Resolution | undefined {
  const best = bestOf(all.map(({ verdict }) => verdict));
  return all.find(({ verdict }) => verdict === best);
}

/** From outside: the sender chooses an inbound endpoint. What other DNS servers answer is not in the text. */
function fromOutside(network: Network, from: Selector, name: string, judge: Judge): Resolution {
  const all = network.resolverEndpoints
    .filter(({ direction }) => direction === 'inbound')
    .map((endpoint) => {
      const asked = ask(network, from, { kind: 'entity', id: endpoint.id, text: endpoint.name }, judge);
      return asked.verdict === 'dropped' ? asked : after(asked, answerIn(network, endpoint.vpc, name, []));
    });
  return bestResolution(all) ?? { verdict: 'dropped', why: `There is no inbound resolver endpoint that ${from.text} could ask.` };
}

/** A query from one to the other, whatever it is about. */
function ask(network: Network, from: Selector, to: Selector, judge: Judge): Resolution {
  const query = { id: ASKED, text: '', from, to, traffic: [portTraffic('udp', DNS_PORT)], via: [] };
  const reached = judge(network, { ...query, claim: 'reaches' });
  if (reached.holds) return { verdict: 'delivered', why: reached.why, trace: reached.example };
  const never = judge(network, { ...query, claim: 'never-reaches' });
  const isOpen = reached.isUnknown || never.isUnknown;
  const verdict = never.holds ? 'dropped' : isOpen ? 'unknown' : 'intermittent';
  return { verdict, why: reached.why, trace: reached.counterexample };
}

const ASKED = 'query' as EntityId;

/** One thing after the other: the worse of both decides. */
function after(first: Resolution, second: Resolution): Resolution {
  const verdict = inSeries(first.verdict, second.verdict);
  const { why, trace: found } = verdict === second.verdict ? { ...second, trace: second.trace ?? first.trace } : first;
  return { verdict, why, trace: found, ...(second.target && { target: second.target }) };
}

/** What the resolver of a VPC answers. `seen`: the VPCs whose resolvers have forwarded the query. */
function answerIn(network: Network, vpc: Vpc, name: string, seen: readonly Vpc[]): Resolution {
  const answerer = answererOf(network, vpc, name);
  if (answerer === undefined)
    return {
      verdict: 'unknown',
      why: `No zone or rule of ${vpc.name} is about ${name}: public DNS answers, which is not in the text.`,
    };
  if (answerer.kind === 'resolver-rule') return forward(network, answerer, name, [...seen, vpc]);
  if (!vpc.dnsHostnames)
    return {
      verdict: 'unknown',
      why: `${vpc.name} does not use ${answerer.name}, because dns-hostnames is off: public DNS answers.`,
    };
  return answerFrom(network, answerer, name);
}

function answerFrom(network: Network, zone: PrivateZone, name: string): Resolution {
  const record = recordOf(zone, name);
  if (record === undefined)
    return { verdict: 'dropped', why: `${zone.name} has no record of ${name}, so the answer is that it does not exist.` };
  const { target } = record;
  const addresses = [...new Set(connectionEndsOf(network, target).map((end) => formatAddress(end.public ?? end.address)))];
  if (addresses.length === 0) return { verdict: 'unknown', why: `The addresses of ${target.text} are unknown.`, target };
  return { verdict: 'delivered', why: `${name} resolves to ${target.text} (${zone.name}).`, target };
}

/** Every interface of the outbound endpoint may send the query to every DNS server: AWS chooses. */
function forward(network: Network, rule: ResolverRule, name: string, seen: readonly Vpc[]): Resolution {
  const endpoint = network.resolverEndpoints.find(({ id }) => id === rule.endpoint);
  if (endpoint?.direction !== 'outbound')
    return { verdict: 'dropped', why: `${rule.name} has no outbound endpoint that sends the queries.` };
  const servers = rule.targets.flatMap((target) => connectionEndsOf(network, target));
  const senders = connectionEndsOf(network, { kind: 'entity', id: endpoint.id, text: endpoint.name });
  const all = senders.flatMap((sender) =>
    servers
      .filter(({ address }) => address.family === sender.address.family)
      .map((server) => query(network, { endpoint, sender, server }, name, seen)),
  );
  const resolved = allResolutions(all);
  if (resolved === undefined)
    return {
      verdict: endpoint.unknownSubnets === undefined ? 'dropped' : 'unknown',
      why: `There is no DNS server to which ${endpoint.name} can send the queries of ${rule.name}.`,
    };
  if (resolved.verdict !== 'delivered') return resolved;
  const [target] = all.flatMap((one) => one.target ?? []);
  const named = rule.targets.map(({ text }) => text).join(', ');
  return { ...resolved, why: `${rule.name} forwards queries for ${name} to ${named}.`, ...(target && { target }) };
}

interface Forwarded {
  readonly endpoint: ResolverEndpoint;
  readonly sender: ConnectionEnd;
  readonly server: ConnectionEnd;
}

/** From one interface to one DNS server. Inbound endpoints ask the resolver of their VPC; any other server is assumed to know the name. */
function query(network: Network, { endpoint, sender, server }: Forwarded, name: string, seen: readonly Vpc[]): Resolution {
  const to = { ...server, written: server.written ?? server.address };
  const asked = sent(trace(network, { from: sender, to, protocol: 'udp', port: DNS_PORT }));
  const next = network.resolverEndpoints.find(({ id }) => id === server.id)?.vpc;
  if (next === undefined || asked.verdict === 'dropped') return asked;
  if (seen.includes(next))
    return { ...asked, verdict: 'dropped', why: `The query comes back to ${next.name}: ${endpoint.name} forwards it in a loop.` };
  return after(asked, answerIn(network, next, name, seen));
}
