// A trace → the packet's moves from place to place: its hops without the checks in between.
import { formatAddress, formatSocket, sameAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import { formatPacket, formatTraffic, type Packet, type TraceDirection } from '#language/network/traffic.ts';
import type { Hop, Trace } from '#language/trace/result.ts';
import type { Edge, EdgeRole } from './diagram.ts';
import { DROP_WORDS } from './drop-words.ts';
import { type Stop, stopsOf } from './stops.ts';

/** One arrow of a flow. `to` equals `from` where the packet is dropped before it leaves. */
export interface Move {
  /** Its number in the flow, from 1. Connections to several targets share one number. */
  readonly step: number;
  readonly from: EntityId;
  readonly to: EntityId;
  readonly role: EdgeRole;
  readonly label?: string;
  /** The flow's own label, shown in place of the packet's. */
  readonly said?: string;
  /** It works with some choices of AWS only, or it is unknown what becomes of the packet there. */
  readonly doubt?: NonNullable<Edge['doubt']>;
  /** The line that decided to send the packet there, or to drop it. */
  readonly madeBy?: EntityId;
  readonly facts: readonly string[];
}

/**
 * The forward path up to where it is dropped, then the paths of the next connections.
 * A lost reply is one more, blocked move. Connections behind an ingress move are ingress too.
 */
export function movesOf(trace: Trace, firstStep: number, role: EdgeRole = roleOf(trace)): readonly Move[] {
  const others = trace.paths.filter((path) => path.forward !== trace.forward && path.verdict !== 'delivered');
  const all = [trace, ...others].flatMap((path) => movesOfPath(path, firstStep, role)).map((move) => sometimes(trace, move));
  return others.length === 0 ? all : distinct(all);
}

/** Where only some connections work, no arrow says that all do. */
function sometimes({ verdict }: Trace, move: Move): Move {
  return verdict === 'intermittent' && move.role !== 'blocked' && move.doubt === undefined
    ? { ...move, doubt: 'intermittent' }
    : move;
}

/** Paths that AWS may choose have their first moves in common. */
function distinct(moves: readonly Move[]): readonly Move[] {
  return [...new Map(moves.map((move) => [`${move.step} ${move.from} ${move.to} ${move.role} ${move.label}`, move])).values()];
}

function movesOfPath(trace: Trace, firstStep: number, role: EdgeRole): readonly Move[] {
  const stops = stopsOf(trace.forward);
  const moves = stops.slice(1).map((stop, index) => moveTo(stop, stops, index, role));
  const blocked = blockedMove(trace, stops, 'forward');
  if (blocked !== undefined) return numbered([...(stops.length > 1 ? moves.slice(0, -1) : moves), blocked], firstStep);
  const there = numbered(withDoubt(trace, moves), firstStep);
  const behind = trace.nextConnections.flatMap((next) => movesOf(next, nextStep(there, firstStep), role));
  const lost = blockedMove(trace, stopsOf(trace.return), 'return');
  return [...there, ...behind, ...numbered(lost === undefined ? [] : [lost], nextStep([...there, ...behind], firstStep))];
}

/** The last move of a packet of which the text does not know what becomes. */
function withDoubt(
  { verdict, unknownReason = '', nextConnections }: Trace,
  moves: readonly Omit<Move, 'step'>[],
): readonly Omit<Move, 'step'>[] {
  if (verdict !== 'unknown' || nextConnections.some((next) => next.verdict === 'unknown')) return moves;
  return moves.map((move, index) =>
    index < moves.length - 1 ? move : { ...move, doubt: 'unknown', facts: [...move.facts, `Unknown: ${unknownReason}`] },
  );
}

/** The number after all of these moves. */
export function nextStep(moves: readonly Move[], firstStep: number): number {
  return Math.max(firstStep, ...moves.map(({ step }) => step + 1));
}

function numbered(moves: readonly Omit<Move, 'step'>[], firstStep: number): readonly Move[] {
  return moves.map((move, index) => ({ ...move, step: firstStep + index }));
}

function roleOf({ direction }: Trace): EdgeRole {
  return direction === 'ingress' || direction === 'egress' ? direction : 'internal';
}

function moveTo(stop: Stop, stops: readonly Stop[], index: number, role: EdgeRole): Omit<Move, 'step'> {
  const from = stops[index] ?? stop;
  const label = index === 0 ? trafficOf(from) : translationAt(stops[index - 1], from);
  const last = index === stops.length - 2 ? stop.hops : [];
  const asksResolver = stop.hops[0]?.kind === 'vpc';
  return {
    from: from.at,
    to: stop.at,
    role: asksResolver ? 'internal' : role,
    ...(label !== undefined && { label }),
    ...decidedBy(from.hops.findLast((hop) => hop.decidedBy !== undefined)),
    facts: factsOf([...from.hops, ...last]),
  };
}

function blockedMove({ blockers }: Trace, stops: readonly Stop[], direction: TraceDirection): Omit<Move, 'step'> | undefined {
  const end = stops.at(-1);
  const drop = end?.hops.at(-1);
  if (end === undefined || drop === undefined || drop.allowed) return undefined;
  const onWay = blockers.filter((one) => one.direction === direction);
  const blocker = onWay.find(({ hop }) => hop === drop) ?? onWay[0];
  const words = blocker === undefined ? 'dropped' : DROP_WORDS[blocker.code];
  const from = stops.at(-2) ?? end;
  return {
    from: from.at,
    to: end.at,
    role: 'blocked',
    label: direction === 'forward' ? words : `reply: ${words}`,
    ...decidedBy(drop),
    facts: factsOf(from === end ? end.hops : [...from.hops, ...end.hops]),
  };
}

function decidedBy(hop: Hop | undefined): Pick<Move, 'madeBy'> {
  return hop?.decidedBy === undefined ? {} : { madeBy: hop.decidedBy };
}

function factsOf(hops: readonly Hop[]): readonly string[] {
  const packet = hops[0]?.packet;
  return [...(packet === undefined ? [] : [formatPacket(packet)]), ...hops.map(({ reason }) => reason)];
}

/** `tcp 443`: what the packet is, shown once at the start of its path. */
function trafficOf({ hops }: Stop): string | undefined {
  const packet = hops[0]?.packet;
  if (packet === undefined) return undefined;
  const port = packet.destinationPort?.number;
  return formatTraffic({
    protocol: packet.protocol,
    ports: port === undefined ? [] : [{ from: port, to: port }],
    ...(packet.icmpType !== undefined && { icmpType: packet.icmpType }),
  });
}

/** How a place translates the packet's addresses: `as` its new source, `to` its new destination. */
function translationAt(before: Stop | undefined, at: Stop): string | undefined {
  const old = before?.hops.at(-1)?.packet;
  const now = at.hops.at(-1)?.packet;
  if (old === undefined || now === undefined) return undefined;
  if (!sameAddress(old.source, now.source))
    return `as ${socketIfNew(now.source, old.sourcePort?.number, now.sourcePort?.number)}`;
  if (!sameAddress(old.destination, now.destination)) return `to ${formatAddress(now.destination)}`;
  return undefined;
}

function socketIfNew(address: Packet['source'], oldPort: number | undefined, port: number | undefined): string {
  return formatSocket(address, port === oldPort ? undefined : port);
}
