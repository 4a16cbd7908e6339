// One trace → the frames of its packet: there, through the connections behind it, and back.
import { formatSocket } from '#language/network/address.ts';
import { shortName } from '#language/network/id.ts';
import { formatPacket, formatTraffic, type Packet, type Port, type TraceDirection } from '#language/network/traffic.ts';
import { durationText } from '#language/trace/headline.ts';
import type { Connection, Hop, Trace } from '#language/trace/result.ts';
import { type Stop, stopsOf } from '#language/view/graph/stops.ts';
import type { Check, Frame, Position, Row } from './story.ts';

/** The frames in the order of time. `before`: the entries of the connection before, which are over when this one starts. */
export function framesOf(trace: Trace, before: readonly Row[]): readonly Frame[] {
  const over = before.filter(({ state }) => state !== 'removed').map((row): Row => ({ ...row, state: 'removed' }));
  return framesIn(trace, []).map((frame, index) => (index === 0 ? { ...frame, rows: [...over, ...frame.rows] } : frame));
}

/** `rows`: the entries that outer connections have made so far. */
function framesIn(trace: Trace, rows: readonly Row[]): readonly Frame[] {
  const there = alongWay(trace, 'forward', trace.forward, rows);
  if (isStopped(trace.forward) || doubtOn(trace, 'forward') !== undefined) return there;
  const made = there.at(-1)?.rows ?? rows;
  const next = trace.nextConnections.find(({ verdict }) => verdict !== 'delivered') ?? trace.nextConnections[0];
  const behind = next === undefined ? [] : framesIn(next, settled(made));
  const isLost = behind.at(-1)?.packet?.outcome === 'blocked';
  const left = settled(behind.at(-1)?.rows ?? made).filter((row) => made.some((own) => isSame(own, row)));
  return [...there, ...behind, ...(isLost ? [] : alongWay(trace, 'return', trace.return, left))];
}

/** Why it is not known what becomes of the packet in this direction; `undefined` if it is known, or not known in the other one only. */
function doubtOn(
  { verdict, unknownReason, forward, return: back, nextConnections }: Trace,
  direction: TraceDirection,
): string | undefined {
  if (verdict !== 'unknown' || nextConnections.some((next) => next.verdict === 'unknown')) return undefined;
  const isOnWay = back.length === 0 || forward.some(({ doubtful }) => doubtful);
  return isOnWay === (direction === 'forward') ? unknownReason : undefined;
}

function isStopped(hops: readonly Hop[]): boolean {
  return hops.some(({ allowed }) => !allowed);
}

function alongWay(trace: Trace, direction: TraceDirection, hops: readonly Hop[], before: readonly Row[]): readonly Frame[] {
  const stops = stopsOf(hops);
  const doubt = doubtOn(trace, direction);
  let rows = before;
  return stops.map((stop, index): Frame => {
    rows = rowsAt(trace, direction, stop, settled(rows));
    const position = positionAt(direction, stop, stops[index - 1], index === stops.length - 1);
    const isEnd = index === stops.length - 1 && doubt !== undefined && position.outcome !== 'blocked';
    return {
      caption: isEnd ? `It is unknown what becomes of the packet: ${doubt}` : captionOf(stop, direction, index),
      packet: isEnd ? { ...position, outcome: 'unknown' } : position,
      checks: stop.hops.map(checkOf),
      rows,
    };
  });
}

function positionAt(direction: TraceDirection, { at, hops }: Stop, before: Stop | undefined, isLast: boolean): Position {
  const header = headerAfter(hops);
  const old = before && headerAfter(before.hops);
  return {
    direction,
    at,
    ...(before && { from: before.at }),
    ...header,
    translated: (['source', 'destination'] as const).filter((part) => old !== undefined && old[part] !== header[part]),
    outcome: isStopped(hops) ? 'blocked' : isLast ? 'arrives' : 'passes',
  };
}

/** The header of the packet when it leaves the place. */
function headerAfter(hops: Stop['hops']): Header {
  const { protocol, icmpType, source, sourcePort, destination, destinationPort } = (hops.at(-1) ?? hops[0]).packet;
  return {
    protocol: formatTraffic({ protocol, ports: [], ...(icmpType !== undefined && { icmpType }) }),
    source: socketText(source, sourcePort),
    destination: socketText(destination, destinationPort),
  };
}

type Header = Pick<Position, 'protocol' | 'source' | 'destination'>;

function socketText(address: Packet['source'], port: Port | undefined): string {
  return formatSocket(address, port?.number);
}

/** What matters most at a place: a drop, else a translation or the end of a connection, else its arrival, else the last decision. */
function captionOf({ at, hops }: Stop, direction: TraceDirection, index: number): string {
  const first = hops[0];
  if (index === 0 && first !== undefined && !isStopped(hops)) {
    const what = direction === 'forward' ? 'sends' : 'replies';
    return `${first.kind === 'vpc' ? 'The DNS resolver' : shortName(at)} ${what}: ${formatPacket(first.packet)}`;
  }
  const telling =
    hops.find(({ allowed }) => !allowed) ??
    hops.findLast(({ step }) => TELLING.has(step)) ??
    hops.findLast(({ step }) => step === 'deliver') ??
    hops.at(-1);
  return telling?.reason ?? '';
}

const TELLING: ReadonlySet<Hop['step']> = new Set(['translate', 'terminate', 'forward']);

function checkOf({ step, by, reason, allowed, doubtful, assumed, decidedBy }: Hop): Check {
  return {
    step,
    by,
    reason,
    result: doubtful ? 'unknown' : allowed ? 'passes' : 'blocked',
    assumed,
    ...(decidedBy !== undefined && { decidedBy }),
  };
}

/** The tables after what happens at the place: on the way there it may make entries, on the way back the reply matches them. */
function rowsAt({ connections }: Trace, direction: TraceDirection, { at, hops }: Stop, rows: readonly Row[]): readonly Row[] {
  const here = distinct(connections.filter((one) => one.at === at).map(rowOf));
  if (direction === 'forward') return [...rows, ...here.filter((row) => !rows.some((other) => isSame(other, row)))];
  const state = hops.some(isExpiry) ? 'expired' : 'used';
  return rows.map((row) => (here.some((own) => isSame(own, row)) ? { ...row, state } : row));
}

function isExpiry({ decision }: Hop): boolean {
  return decision.kind === 'nat' && decision.result === 'entry-expired';
}

function rowOf({ at, internal, translated, public: shown, external, idleTimeoutSeconds }: Connection): Row {
  return {
    at,
    sockets: [internal, translated, shown, external].filter((socket) => socket !== undefined),
    ...(idleTimeoutSeconds !== undefined && { expires: durationText(idleTimeoutSeconds) }),
    state: 'new',
  };
}

/** The rows a moment later. */
function settled(rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => (row.state === 'new' || row.state === 'used' ? { ...row, state: 'kept' } : row));
}

/** What filters and translates keeps an entry for each, which look the same. */
function distinct(rows: readonly Row[]): readonly Row[] {
  return rows.filter((row, index) => rows.findIndex((other) => isSame(other, row)) === index);
}

function isSame(a: Row, b: Row): boolean {
  return a.at === b.at && a.sockets.join() === b.sockets.join();
}
