// One question to the engine and to the simulator → where their answers differ.
import { formatAddress, sameAddress } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Hop, Trace } from '#language/trace/result.ts';
import { trace } from '#language/trace/trace.ts';
import { type Asked, sourcePortsOf } from './packets.ts';
import { explore, type Story, type Verdict } from './simulator/explore.ts';
import { type Header, headerText } from './simulator/header.ts';
import { resolve } from './simulator/names.ts';
import { TO_ITSELF } from './simulator/nat.ts';
import type { Result, Sender } from './simulator/simulate.ts';
import { owns } from './simulator/world.ts';

/** What came out. `agreed`: alike; `open`: the engine says `unknown` and the simulator knows of a fact that nobody confirms. */
export interface Comparison {
  readonly kind: 'agreed' | 'open';
  readonly works: boolean;
  /** A text for people, where they differ. */
  readonly difference?: string;
}

/** The two answers. */
export interface Answers {
  readonly told: Trace;
  readonly verdict: Verdict;
  readonly header: Header;
}

/** Asks both. */
export function askBoth(network: Network, asked: Asked): Answers {
  const { query, mode } = asked;
  const told = trace(network, query, mode);
  const sender: Sender = query.from.interface === undefined ? { outside: query.from.id } : { iface: query.from.interface };
  const sourcePorts = sourcePortsOf(asked);
  const header = headerOf(told.packet);
  const verdict = meant(
    network,
    asked,
    header,
    explore(network, { from: sender, header, sourcePorts, silence: query.idleSeconds ?? 0 }, mode),
  );
  return { told, verdict, header };
}

const SOMEBODY_ELSE = 'somebody else has the address';

/** Blocks of VPCs may collide: a packet that finds somebody else under the address does not reach whom it was meant for. */
function meant({ endpoints }: Network, { query: { to } }: Asked, { destination }: Header, verdict: Verdict): Verdict {
  const stories = verdict.stories.map((story): Story => {
    const { arrivedAt, taker: iface } = story.result;
    if (iface === undefined || to.interface === undefined || iface === to.interface || !owns(iface, destination)) return story;
    // The endpoint to which the name of a service leads is as good as the service.
    if (endpoints.some(({ id, serves }) => id === iface.owner && serves.includes(to.id))) return story;
    const drop = { leg: 'forward', at: arrivedAt ?? iface.owner, code: SOMEBODY_ELSE, step: 0 } as const;
    return { works: false, result: { ...story.result, forward: 'dropped', answered: false, drop } };
  });
  const unknown = verdict.unknown && stories.some(({ result }) => result.forward === 'unknown');
  return { ...verdict, stories, unknown, works: verdict.works && stories.some(({ works }) => works) };
}

/** Compares what both say. */
export function compare(network: Network, asked: Asked): Comparison {
  const { told, verdict, header } = askBoth(network, asked);
  const why = misnamed(network, asked, told) ?? difference(told, verdict, asked.mode);
  const open = told.verdict === 'unknown';
  return {
    kind: open ? 'open' : 'agreed',
    works: verdict.works,
    ...(why !== undefined && { difference: report(asked, why, told, verdict, header) }),
  };
}

/** Where the engine sends the packet to another address than the name stands for. */
function misnamed(network: Network, { query: { from, to } }: Asked, { packet }: Trace): string | undefined {
  const named = { id: to.id, iface: to.interface, inside: to.address, shown: to.public };
  const right = to.written === undefined ? resolve(network, from.interface, named) : [to.written];
  return right.some((address) => sameAddress(address, packet.destination)) ? undefined : 'the address that the name stands for';
}

function difference(told: Trace, verdict: Verdict, mode: Asked['mode']): string | undefined {
  if (told.verdict === 'unknown')
    return verdict.unknown || verdict.assumed.length > 0 ? undefined : 'the engine does not know, the facts do';
  if (verdict.hazard || verdict.assumed.includes(TO_ITSELF)) return undefined;
  if (verdict.unknown) return 'the facts do not know, the engine does';
  if ((told.verdict === 'delivered') !== verdict.works) return 'verdict';
  return receiver(told, verdict) ?? place(told, verdict, mode);
}

/** The packet as the receiver saw it, where it arrived. */
function receiver(told: Trace, { stories }: Verdict): string | undefined {
  const last = told.forward.at(-1);
  if (last === undefined || told.blockers.some(({ direction: leg }) => leg === 'forward')) return undefined;
  // A TLS listener is two connections to the engine and one to the simulator, which looks at the packets only (8.39).
  if (last.kind === 'nlb') return undefined;
  const same = stories.filter(({ result }) => result.arrivedAt === last.at);
  if (same.length === 0) return `the engine delivers to ${last.at}`;
  return same.some(({ result }) => result.packet !== undefined && alike(last.packet, result.packet))
    ? undefined
    : 'tuple at the receiver';
}

function alike(packet: Packet, header: Header): boolean {
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
function place(told: Trace, { stories, works, assumed }: Verdict, mode: Asked['mode']): string | undefined {
  // Nobody documents by which addresses a packet turns round in front of the gateway.
  if (assumed.includes('5.11')) return undefined;
  const [only, ...others] = stories;
  const drop = only?.result.drop;
  if (works || others.length > 0 || drop === undefined || drop.code === 'ROUTING_LOOP' || drop.code === SOMEBODY_ELSE)
    return undefined;
  // A target that no thing of the text has: nobody there, wherever one looks.
  if (told.blockers[0]?.code === 'ELBV2_LISTENER_HAS_NO_TG') return undefined;
  // What the engine does not know of the connection behind has no place.
  if (told.nextConnections.some(({ verdict }) => verdict === 'unknown')) return undefined;
  // Two connections to the one, one to the other, as above.
  if (told.forward.at(-1)?.kind === 'nlb') return undefined;
  // Somebody who tries ports out gets to different places with different ones.
  if (mode === 'any' && drop.leg !== 'forward') return undefined;
  const first = told.blockers[0];
  if (drop.leg === 'behind') return told.blockers.some(({ at }) => at === drop.at) ? undefined : 'place of the drop behind';
  return first?.at === drop.at && first.direction === drop.leg ? undefined : 'place of the first drop';
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

function report({ query, mode }: Asked, why: string, told: Trace, verdict: Verdict, header: Header): string {
  return [
    `They differ (${why}): ${query.from.id} -> ${query.to.id}, ${headerText(header)}${query.sourcePort === undefined ? ` (${mode} source ports)` : ''}`,
    `engine: ${told.verdict}${told.unknownReason === undefined ? '' : ` (${told.unknownReason})`}`,
    ...[...told.forward, ...told.return].map(hopText),
    ...told.nextConnections.flatMap((leg) => [`  behind: ${leg.verdict}`, ...[...leg.forward, ...leg.return].map(hopText)]),
    `simulator: ${verdict.unknown ? 'unknown' : verdict.works ? 'delivered' : 'dropped'} (assumed: ${verdict.assumed.join(', ') || 'nothing'})`,
    ...verdict.stories.map(({ result }) => `  ${resultText(result)}`),
  ].join('\n');
}

function hopText({ at, step, allowed, by, packet }: Hop): string {
  return `  ${allowed ? '' : 'X '}${at} ${step} [${by}] ${headerText(headerOf(packet))}`;
}

function resultText({ forward, answered, arrivedAt, packet, drop, behind }: Result): string {
  const there = arrivedAt === undefined ? '' : ` at ${arrivedAt} as ${packet && headerText(packet)}`;
  const lost = drop === undefined ? '' : `, dropped on the way ${drop.leg} at ${drop.at}: ${drop.code}`;
  return `${forward}${there}${answered ? ', answered' : ''}${lost}${behind === undefined ? '' : ` (behind: ${resultText(behind)})`}`;
}
