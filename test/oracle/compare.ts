// One question to the engine and to the simulator → where their answers differ.
import { type Address, contains, formatAddress, sameAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { ConnectionEnd } from '#language/trace/connection-end.ts';
import type { Hop, Trace } from '#language/trace/result.ts';
import { trace } from '#language/trace/trace.ts';
import { type Asked, sourcePortsOf } from './packets.ts';
import { explore, OTHER_OWNER, type Outcome, type Way } from './simulator/explore.ts';
import { type Header, headerText } from './simulator/header.ts';
import { resolve } from './simulator/names.ts';
import { TO_ITSELF } from './simulator/nat.ts';
import type { Result, Sender } from './simulator/simulate.ts';
import { owns, type Setting } from './simulator/world.ts';

/** The result. `agreed`: both gave the same; `open`: the engine says `unknown`, and the simulator depends on an assumed fact. */
export interface Comparison {
  readonly kind: 'agreed' | 'open';
  readonly works: boolean;
  /** A text for people, where they differ. */
  readonly difference?: string;
}

/** The two answers. */
interface Answers {
  readonly traced: Trace;
  readonly outcome: Outcome;
  readonly header: Header;
}

/** Asks both. */
function askBoth(network: Network, asked: Asked): Answers {
  const { query, mode } = asked;
  const traced = trace(network, query, mode);
  const from: Sender = query.from.interface === undefined ? { outside: query.from.id } : { iface: query.from.interface };
  const header = headerOf(traced.packet);
  const { source, destination, sourcePort: _, ...kind } = header;
  const outcome = explore(settingOf(network), {
    sources: [{ from, address: source }],
    destinations: [{ address: destination, iface: takerOf(network, asked, header) }],
    kind,
    sourcePorts: sourcePortsOf(asked),
    idleSeconds: query.idleSeconds ?? 0,
  });
  return { traced, outcome, header };
}

/** A network as it is: nobody has taken anything away from it. */
export function settingOf(network: Network): Setting {
  return { network, held: [] };
}

/** Blocks of VPCs may overlap: the interface that is meant. The endpoint that the name of a service resolves to counts as the service. */
function takerOf({ endpoints }: Network, { query: { to } }: Asked, { destination }: Header): ConnectionEnd['interface'] {
  if (to.interface === undefined || owns(to.interface, destination) || isPublicOf(to.interface, destination)) return to.interface;
  return endpoints
    .filter(({ serves }) => serves.includes(to.id))
    .flatMap(({ interfaces }) => interfaces)
    .find((iface) => owns(iface, destination));
}

function isPublicOf({ addresses }: Interface, address: Address): boolean {
  return addresses.some((own) => own.public !== undefined && sameAddress(own.public, address));
}

/**
 * Compares what both say about one connection. `any` asks whether it works from any source port: then everything but `dropped` is the
 * same.
 */
export function compare(network: Network, asked: Asked): Comparison {
  const answers = askBoth(network, asked);
  const { traced, outcome } = answers;
  const why = misnamed(network, asked, traced) ?? difference(network, answers, asked.mode);
  return {
    kind: traced.verdict === 'unknown' ? 'open' : 'agreed',
    works: outcome.disposition === 'delivered',
    ...(why !== undefined && { difference: report(asked, why, answers) }),
  };
}

/** Where the engine sends the packet to another address than the name resolves to. */
function misnamed(network: Network, { query: { from, to } }: Asked, { packet }: Trace): string | undefined {
  const named = { id: to.id, iface: to.interface, inside: to.address, shown: to.public };
  const right = to.written === undefined ? resolve(network, from.interface, named) : [to.written];
  return right.some((address) => sameAddress(address, packet.destination)) ? undefined : 'the address that the name resolves to';
}

function difference(network: Network, { traced, outcome }: Answers, mode: Asked['mode']): string | undefined {
  if (traced.verdict === 'unknown')
    return outcome.disposition === 'unknown' || outcome.assumed.length > 0 ? undefined : 'the engine does not know, the facts do';
  if (outcome.hazard || outcome.assumed.includes(TO_ITSELF)) return undefined;
  const [engine, facts] = [traced.verdict, outcome.disposition];
  const isSame = mode === 'any' ? (engine === 'dropped') === (facts === 'dropped') : engine === facts;
  return isSame ? (receiver(network, traced, outcome) ?? place(traced, outcome, mode)) : 'verdict';
}

/** The packet as the receiver saw it, where it arrived. */
function receiver(network: Network, traced: Trace, { ways }: Outcome): string | undefined {
  const last = traced.forward.at(-1);
  if (last === undefined || traced.blockers.some(({ direction }) => direction === 'forward')) return undefined;
  // A TLS listener is two connections to the engine and one to the simulator, which looks at the packets only (8.39).
  if (last.kind === 'nlb') return undefined;
  const same = ways
    .flatMap(({ worst, best }) => [worst, best])
    .filter((one) => one.arrivedAt === last.at || isInBoth(network, last.at, one));
  if (same.length === 0) return `the engine delivers to ${last.at}`;
  return same.some(({ packet }) => packet !== undefined && sameTuple(last.packet, packet)) ? undefined : 'tuple at the receiver';
}

/** An address outside has the name of any block that holds it. */
function isInBoth({ outside }: Network, id: EntityId, { arrivedAt, packet }: Result): boolean {
  const holds = (one: EntityId | undefined): boolean =>
    outside.some(
      ({ id: name, prefixes }) =>
        name === one && packet !== undefined && prefixes.some((prefix) => contains(prefix, packet.destination)),
    );
  return holds(id) && holds(arrivedAt);
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
function place(traced: Trace, { ways, disposition, assumed }: Outcome, mode: Asked['mode']): string | undefined {
  // AWS does not document the addresses of a packet that the gateway returns to its own VPC.
  if (assumed.includes('5.11')) return undefined;
  const [only, ...others] = ways;
  const drop = mode === 'all' ? only?.worst.drop : only?.best.drop;
  if (
    disposition === 'delivered' ||
    others.length > 0 ||
    drop === undefined ||
    drop.code === 'ROUTING_LOOP' ||
    drop.code === OTHER_OWNER
  )
    return undefined;
  // A loop has no place of its own: a later round may meet another filter.
  if ([traced, ...traced.nextConnections].some(({ blockers }) => blockers[0]?.code === 'ROUTING_LOOP')) return undefined;
  // A target that no resource of the file has: it has no place.
  if (traced.blockers[0]?.code === 'ELBV2_LISTENER_HAS_NO_TG') return undefined;
  // An unknown next connection has no place.
  if (traced.nextConnections.some(({ verdict }) => verdict === 'unknown')) return undefined;
  // Two connections to the one, one to the other, as above.
  if (traced.forward.at(-1)?.kind === 'nlb') return undefined;
  // With different source ports the packet is dropped at different places.
  if (mode === 'any' && drop.direction !== 'forward') return undefined;
  const first = traced.blockers[0];
  // A firewall tests the source port on the way there, too.
  if (mode === 'any' && first?.code === 'FIREWALL_RULES_RESTRICTION') return undefined;
  if (drop.direction === 'behind')
    return traced.blockers.some(({ at }) => at === drop.at) ? undefined : 'place of the drop behind';
  return first?.at === drop.at && first.direction === drop.direction ? undefined : 'place of the first drop';
}

/** The engine's packet as a header of the simulator. A missing ICMP code counts as 0. */
function headerOf(packet: Packet): Header {
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

function report({ query, mode }: Asked, why: string, { traced, outcome, header }: Answers): string {
  return [
    `They differ (${why}): ${query.from.id} -> ${query.to.id}, ${headerText(header)}${query.sourcePort === undefined ? ` (${mode} source ports)` : ''}`,
    `engine: ${traced.verdict}${traced.unknownReason === undefined ? '' : ` (${traced.unknownReason})`}`,
    ...[...traced.forward, ...traced.return].map(hopText),
    ...traced.nextConnections.flatMap((next) => [`  behind: ${next.verdict}`, ...[...next.forward, ...next.return].map(hopText)]),
    `simulator: ${outcome.disposition} (assumed: ${outcome.assumed.join(', ') || 'nothing'})`,
    ...outcome.ways.flatMap(wayText),
  ].join('\n');
}

function hopText({ at, step, allowed, by, packet }: Hop): string {
  return `  ${allowed ? '' : 'X '}${at} ${step} [${by}] ${headerText(headerOf(packet))}`;
}

/** One way and its choices, for messages of tests. */
export function wayText({ choices, disposition, worst }: Way): readonly string[] {
  return [`  ${disposition}${choices.map(({ kind, chosen }) => `, ${kind} ${chosen}`).join('')}: ${resultText(worst)}`];
}

function resultText({ forward, answered, arrivedAt, packet, drop, behind }: Result): string {
  const there = arrivedAt === undefined ? '' : ` at ${arrivedAt} as ${packet && headerText(packet)}`;
  const lost = drop === undefined ? '' : `, dropped on the way ${drop.direction} at ${drop.at}: ${drop.code}`;
  return `${forward}${there}${answered ? ', answered' : ''}${lost}${behind === undefined ? '' : ` (behind: ${resultText(behind)})`}`;
}
