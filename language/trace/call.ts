// A call from one party to another → one trace: the best of all ways that the sender can choose, over everything that AWS may choose.
import type { Network } from '#language/network/network.ts';
import { pairsApart } from './alike.ts';
import { chosenEnds } from './choices.ts';
import type { ConnectionEnd } from './connection-end.ts';
import type { SourcePorts } from './journal.ts';
import type { Party } from './party.ts';
import type { Query } from './query.ts';
import type { Trace } from './result.ts';
import { together } from './spread-trace.ts';
import { opener, trace } from './trace.ts';
import { bestOf } from './verdict.ts';
import { type Way, waysBetween } from './ways.ts';

/** What is sent: the protocol, and the ports and types that a query may name. */
export type Sent = Omit<Query, 'from' | 'to'>;

/** What an end sends: the same for all, or different messages of ICMP for IPv4 and IPv6. */
export type Sending = (from: ConnectionEnd) => Sent;

/** Who calls whom, and what is sent. */
export interface CallRequest {
  readonly from: Party;
  readonly to: Party;
  readonly sending: Sending;
}

/** The trace of a call, and the query of the connection that it shows. */
export interface Call {
  readonly trace: Trace;
  readonly query: Query;
}

/** Traces a call by every way until one works. `undefined`: the parties have no addresses of one family. */
export function traceCall(
  network: Network,
  from: Party,
  to: Party,
  sending: Sending,
  ports: SourcePorts = 'all',
): Call | undefined {
  let best: Call | undefined;
  for (const call of callsByWay(network, { from, to, sending }, ports)) {
    if (best === undefined || isBetter(call, best)) best = call;
    if (best.trace.verdict === 'delivered') break;
  }
  return best;
}

/** The call by each way that the sender may choose, first by the name of the receiver. */
export function* callsByWay(network: Network, { from, to, sending }: CallRequest, ports: SourcePorts = 'all'): Iterable<Call> {
  for (const way of waysBetween(network, from, to, opener(network, ports))) {
    const call = way.bypassesName ? undefined : traceWay(network, way, sending, ports);
    if (call !== undefined) yield call;
  }
}

/** The calls of every sender to every receiver, of those that are alike the first; `pairs`: for how many it stands. A resource does not call itself. */
export function* callsBetween(
  network: Network,
  froms: readonly Party[],
  tos: readonly Party[],
  sending: Sending,
): Iterable<Call & { readonly pairs: number }> {
  for (const { from, to, count } of pairsApart(network, froms, tos, (party) => party)) {
    const call = traceCall(network, from, to, sending);
    if (call !== undefined) yield { ...call, pairs: count };
  }
}

function isBetter({ trace: one }: Call, { trace: other }: Call): boolean {
  return one.verdict !== other.verdict && bestOf([one.verdict, other.verdict]) === one.verdict;
}

/** Traces one way: AWS may take any of its pairs, so all must work. */
function traceWay(network: Network, { pairs }: Way, sending: Sending, ports: SourcePorts): Call | undefined {
  const [first, ...others] = pairs.flatMap((pair): readonly Call[] => {
    const [from, to] = pair;
    const query = { from, to, ...sending(from) };
    return isSpoken(query) ? [{ query, trace: trace(network, query, ports, chosenEnds(pairs, pair)) }] : [];
  });
  if (first === undefined) return undefined;
  const all = together([first.trace, ...others.map((call) => call.trace)]);
  const shown = [first, ...others].find((call) => call.trace.forward === all.forward) ?? first;
  return { query: shown.query, trace: all };
}

/** ICMP is spoken between IPv4 addresses, ICMPv6 between IPv6 addresses. Source: RFC 792; RFC 4443. */
function isSpoken({ protocol, from: { address } }: Query): boolean {
  return protocol !== (address.family === 4 ? 'icmpv6' : 'icmp');
}
