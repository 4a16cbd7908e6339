// The JSON format of `trace`. It is a public contract: scripts depend on it.
import { formatAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Sources } from '#language/network/source.ts';
import type { Packet, TraceDirection } from '#language/network/traffic.ts';
import type { Choice } from '#language/trace/choices.ts';
import { type Facts, factsOf } from '#language/trace/decision/facts.ts';
import { type FailingCase, failingCases } from '#language/trace/failing.ts';
import type { Blocker, Connection, Hop, Trace } from '#language/trace/result.ts';
import type { Io } from '#server/cli/shared/io.ts';
import { type Place, placeOf } from '#server/cli/shared/report.ts';

/** What is needed to locate resources: the working folder, and the source ranges. */
export interface Naming {
  readonly io: Io;
  readonly sources: Sources;
}

/** A trace as JSON, as docs/cli.md describes it. */
export interface JsonTrace {
  readonly verdict: Trace['verdict'];
  /** Why the verdict is `unknown`, where it is. */
  readonly unknownReason?: string;
  readonly direction: Trace['direction'];
  readonly packet: JsonPacket;
  readonly forward: readonly JsonHop[];
  readonly return: readonly JsonHop[];
  readonly connections: readonly Connection[];
  readonly blockers: readonly JsonBlocker[];
  readonly legs: readonly JsonTrace[];
  /** What AWS chose on this path. Only where it has a choice. */
  readonly choices?: readonly Choice[];
  /** Of an intermittent trace: the cases that fail. */
  readonly failing?: readonly JsonCase[];
}

/** What AWS chooses so that the connection fails, and the connection that then fails. */
interface JsonCase {
  readonly choices: readonly Choice[];
  readonly share?: number;
  readonly trace: JsonTrace;
}

/** Ports are null for protocols without ports. */
interface JsonPacket {
  readonly protocol: Packet['protocol'];
  readonly source: string;
  readonly sourcePort: number | null;
  readonly destination: string;
  readonly destinationPort: number | null;
  /** For ICMP only. */
  readonly icmpType?: number;
  /** For ICMP only, if it was given; otherwise 0. */
  readonly icmpCode?: number;
}

/** `source` is null if no line of the text decided. */
type JsonHop = Omit<Hop, 'packet' | 'decidedBy' | 'decision' | 'doubtful'> & {
  readonly packet: JsonPacket;
  readonly source: Place | null;
  readonly decision: Facts;
};
type JsonBlocker = Omit<Blocker, 'decidedBy' | 'direction' | 'intermittent' | 'hop'> & {
  readonly leg: TraceDirection;
  readonly source: Place | null;
  readonly decision: Facts;
};

/** The trace with all next connections, recursively. */
export function jsonTrace(naming: Naming, trace: Trace): JsonTrace {
  const failing = trace.verdict === 'intermittent' ? failingCases(trace) : [];
  return {
    verdict: trace.verdict,
    ...(trace.unknownReason !== undefined && { unknownReason: trace.unknownReason }),
    direction: trace.direction,
    packet: jsonPacket(trace.packet),
    forward: trace.forward.map((hop) => jsonHop(naming, hop)),
    return: trace.return.map((hop) => jsonHop(naming, hop)),
    connections: trace.connections,
    blockers: trace.blockers.map((blocker) => jsonBlocker(naming, blocker)),
    legs: trace.nextConnections.map((next) => jsonTrace(naming, next)),
    ...(trace.choices.length > 0 && { choices: trace.choices }),
    ...(failing.length > 0 && { failing: failing.map((one) => jsonCase(naming, one)) }),
  };
}

/** A path of the case alone, so that it ends here. */
function jsonCase(naming: Naming, { choices, share, trace }: FailingCase): JsonCase {
  const { failing: _, ...path } = jsonTrace(naming, trace);
  return { choices, ...(share !== undefined && { share }), trace: path };
}

/** The location of the line that decided; null if no line did. */
export function decidingPlace({ io, sources }: Naming, decidedBy: EntityId | undefined): Place | null {
  const range = decidedBy === undefined ? undefined : sources.locate(decidedBy);
  return range === undefined ? null : placeOf(io, range);
}

function jsonPacket({ protocol, source, sourcePort, destination, destinationPort, icmpType, icmpCode }: Packet): JsonPacket {
  return {
    protocol,
    source: formatAddress(source),
    sourcePort: sourcePort?.number ?? null,
    destination: formatAddress(destination),
    destinationPort: destinationPort?.number ?? null,
    ...(icmpType !== undefined && { icmpType }),
    ...(icmpCode !== undefined && { icmpCode }),
  };
}

function jsonHop(naming: Naming, hop: Hop): JsonHop {
  const { at, kind, step, by, allowed, packet, decidedBy, reason, assumed, decision } = hop;
  const source = decidingPlace(naming, decidedBy);
  return { at, kind, step, by, allowed, packet: jsonPacket(packet), source, reason, assumed, decision: factsOf(decision) };
}

function jsonBlocker(naming: Naming, { direction, at, code, by, reason, decidedBy, hop }: Blocker): JsonBlocker {
  const source = decidingPlace(naming, decidedBy);
  return { leg: direction, at, code, by, reason, source, decision: factsOf(hop.decision) };
}
