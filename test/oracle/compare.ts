// One question to the engine and to the simulator → where their answers differ.
import { formatAddress, sameAddress } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Hop, Trace } from '#language/trace/result.ts';
import { trace } from '#language/trace/trace.ts';
import { type Asked, sourcePortsOf } from './packets.ts';
import { type Case, explore, type Verdict } from './simulator/explore.ts';
import { type Header, headerText } from './simulator/header.ts';
import { resolve } from './simulator/names.ts';
import { TO_ITSELF } from './simulator/nat.ts';
import type { Result, Sender } from './simulator/simulate.ts';
import { owns } from './simulator/world.ts';

/** The result. `agreed`: both gave the same; `open`: the engine says `unknown`, and the simulator depends on an assumed fact. */
export interface Comparison {
  readonly kind: 'agreed' | 'open';
  readonly works: boolean;
  /** A text for people, where they differ. */
  readonly difference?: string;
}

/** The two answers. */
export interface Answers {
  readonly traced: Trace;
  readonly verdict: Verdict;
  readonly header: Header;
}

/** Asks both. */
export function askBoth(network: Network, asked: Asked): Answers {
  const { query, mode } = asked;
  const traced = trace(network, query, mode);
  const sender: Sender = query.from.interface === undefined ? { outside: query.from.id } : { iface: query.from.interface };
  const sourcePorts = sourcePortsOf(asked);
  const header = headerOf(traced.packet);
  const verdict = meant(
    network,
    asked,
    header,
    explore(network, { from: sender, header, sourcePorts, idleSeconds: query.idleSeconds ?? 0 }, mode),
  );
  return { traced, verdict, header };
}

const OTHER_OWNER = 'another interface has the address';

/** CIDR blocks of VPCs may overlap: a packet to another interface with the same address does not reach its destination. */
function meant({ endpoints }: Network, { query: { to } }: Asked, { destination }: Header, verdict: Verdict): Verdict {
  const cases = verdict.cases.map((one): Case => {
    const { arrivedAt, taker: iface } = one.result;
    if (iface === undefined || to.interface === undefined || iface === to.interface || !owns(iface, destination)) return one;
    // The endpoint that the name of a service resolves to counts as the service.
    if (endpoints.some(({ id, serves }) => id === iface.owner && serves.includes(to.id))) return one;
    const drop = { direction: 'forward', at: arrivedAt ?? iface.owner, code: OTHER_OWNER, step: 0 } as const;
    return { works: false, result: { ...one.result, forward: 'dropped', answered: false, drop } };
  });
  const unknown = verdict.unknown && cases.some(({ result }) => result.forward === 'unknown');
  return { ...verdict, cases, unknown, works: verdict.works && cases.some(({ works }) => works) };
}

/** Compares what both say. */
export function compare(network: Network, asked: Asked): Comparison {
  const { traced, verdict, header } = askBoth(network, asked);
  const why = misnamed(network, asked, traced) ?? difference(traced, verdict, asked.mode);
  const open = traced.verdict === 'unknown';
  return {
    kind: open ? 'open' : 'agreed',
    works: verdict.works,
    ...(why !== undefined && { difference: report(asked, why, traced, verdict, header) }),
  };
}

/** Where the engine sends the packet to another address than the name resolves to. */
function misnamed(network: Network, { query: { from, to } }: Asked, { packet }: Trace): string | undefined {
  const named = { id: to.id, iface: to.interface, inside: to.address, shown: to.public };
  const right = to.written === undefined ? resolve(network, from.interface, named) : [to.written];
  return right.some((address) => sameAddress(address, packet.destination)) ? undefined : 'the address that the name resolves to';
}

function difference(traced: Trace, verdict: Verdict, mode: Asked['mode']): string | undefined {
  if (traced.verdict === 'unknown')
    return verdict.unknown || verdict.assumed.length > 0 ? undefined : 'the engine does not know, the facts do';
  if (verdict.hazard || verdict.assumed.includes(TO_ITSELF)) return undefined;
  if (verdict.unknown) return 'the facts do not know, the engine does';
  if ((traced.verdict === 'delivered') !== verdict.works) return 'verdict';
  return receiver(traced, verdict) ?? place(traced, verdict, mode);
}

/** The packet as the receiver saw it, where it arrived. */
function receiver(traced: Trace, { cases }: Verdict): string | undefined {
  const last = traced.forward.at(-1);
  if (last === undefined || traced.blockers.some(({ direction }) => direction === 'forward')) return undefined;
  // A TLS listener is two connections to the engine and one to the simulator, which looks at the packets only (8.39).
  if (last.kind === 'nlb') return undefined;
  const same = cases.filter(({ result }) => result.arrivedAt === last.at);
  if (same.length === 0) return `the engine delivers to ${last.at}`;
  return same.some(({ result }) => result.packet !== undefined && sameTuple(last.packet, result.packet))
    ? undefined
    : 'tuple at the receiver';
}

function sameTuple(packet: Packet, header: Header): boolean {
  const within = (port: Packet['sourcePort'], number: number | undefined): boolean =>
    port === undefined ? number === undefined : number !== undefined && port.range.from <= number && number <= port.range.to;
  return (
    formatAddress(packet.source) === formatAddress(header.source) &&
    formatAddress(packet.destination) === formatAddress(header.destination) &&
    packet.destinationPort?.number === header.destinationPort &&
    within(packet.sourcePort, header.sourcePort)
  );
}

/** Where it is dropped first, if there is only one way that it could take. */
function place(traced: Trace, { cases, works, assumed }: Verdict, mode: Asked['mode']): string | undefined {
  // AWS does not document the addresses of a packet that the gateway returns to its own VPC.
  if (assumed.includes('5.11')) return undefined;
  const [only, ...others] = cases;
  const drop = only?.result.drop;
  if (works || others.length > 0 || drop === undefined || drop.code === 'ROUTING_LOOP' || drop.code === OTHER_OWNER)
    return undefined;
  // A target that no resource of the file has: it has no place.
  if (traced.blockers[0]?.code === 'ELBV2_LISTENER_HAS_NO_TG') return undefined;
  // An unknown next connection has no place.
  if (traced.nextConnections.some(({ verdict }) => verdict === 'unknown')) return undefined;
  // Two connections to the one, one to the other, as above.
  if (traced.forward.at(-1)?.kind === 'nlb') return undefined;
  // With different source ports the packet is dropped at different places.
  if (mode === 'any' && drop.direction !== 'forward') return undefined;
  const first = traced.blockers[0];
  if (drop.direction === 'behind')
    return traced.blockers.some(({ at }) => at === drop.at) ? undefined : 'place of the drop behind';
  return first?.at === drop.at && first.direction === drop.direction ? undefined : 'place of the first drop';
}

/** The engine's packet as a header of the simulator. A missing ICMP code counts as 0. */
export function headerOf(packet: Packet): Header {
  return {
    protocol: packet.protocol,
    source: packet.source,
    sourcePort: packet.sourcePort?.number,
    destination: packet.destination,
    destinationPort: packet.destinationPort?.number,
    icmpType: packet.icmpType,
    icmpCode: packet.icmpType === undefined ? undefined : (packet.icmpCode ?? 0),
  };
}

function report({ query, mode }: Asked, why: string, traced: Trace, verdict: Verdict, header: Header): string {
  return [
    `They differ (${why}): ${query.from.id} -> ${query.to.id}, ${headerText(header)}${query.sourcePort === undefined ? ` (${mode} source ports)` : ''}`,
    `engine: ${traced.verdict}${traced.unknownReason === undefined ? '' : ` (${traced.unknownReason})`}`,
    ...[...traced.forward, ...traced.return].map(hopText),
    ...traced.nextConnections.flatMap((next) => [`  behind: ${next.verdict}`, ...[...next.forward, ...next.return].map(hopText)]),
    `simulator: ${verdict.unknown ? 'unknown' : verdict.works ? 'delivered' : 'dropped'} (assumed: ${verdict.assumed.join(', ') || 'nothing'})`,
    ...verdict.cases.map(({ result }) => `  ${resultText(result)}`),
  ].join('\n');
}

function hopText({ at, step, allowed, by, packet }: Hop): string {
  return `  ${allowed ? '' : 'X '}${at} ${step} [${by}] ${headerText(headerOf(packet))}`;
}

function resultText({ forward, answered, arrivedAt, packet, drop, behind }: Result): string {
  const there = arrivedAt === undefined ? '' : ` at ${arrivedAt} as ${packet && headerText(packet)}`;
  const lost = drop === undefined ? '' : `, dropped on the way ${drop.direction} at ${drop.at}: ${drop.code}`;
  return `${forward}${there}${answered ? ', answered' : ''}${lost}${behind === undefined ? '' : ` (behind: ${resultText(behind)})`}`;
}
