// The text format of `trace`: tables of the forward and return path, connection entries, and blockers.
import { shortName } from '#language/network/id.ts';
import { formatPacket } from '#language/network/traffic.ts';
import { durationText, pathOf, verdictText } from '#language/trace/headline.ts';
import type { Blocker, Connection, Hop, Trace } from '#language/trace/result.ts';
import { type Io, paint, type Style, visible } from '#server/cli/shared/io.ts';
import { table } from '#server/cli/shared/table.ts';
import { decidingPlace, type Naming } from './json.ts';

/** Next connections, behind a load balancer or an API gateway, follow under their own headings. */
export function traceText(naming: Naming, trace: Trace): string {
  return `${sections(naming, trace, '').join('\n')}\n`;
}

function sections(naming: Naming, trace: Trace, number: string): readonly string[] {
  const { io } = naming;
  return [
    heading(io, trace, number),
    '',
    ...hopsTable(naming, 'forward', trace.forward),
    ...hopsTable(naming, 'return', trace.return),
    ...connectionsTable(io, trace.connections),
    ...blockersTable(naming, trace.blockers),
    ...trace.nextConnections.flatMap((next, index) => sections(naming, next, `${number}${index + 1}.`)),
    ...verdictLine(io, trace, number),
  ];
}

function heading(io: Io, trace: Trace, number: string): string {
  const title = number === '' ? '' : `${number} then `;
  return paint(
    io,
    'bold',
    `${title}${shortName(trace.from)} → ${shortName(trace.to)}, ${trace.direction}: ${formatPacket(trace.packet)}`,
  );
}

function hopsTable({ io, sources }: Naming, name: string, hops: readonly Hop[]): readonly string[] {
  if (hops.length === 0) return [];
  const rows = hops.map((hop, index) => {
    const changed = index === 0 || formatPacket(hop.packet) !== formatPacket(hops[index - 1]?.packet ?? hop.packet);
    const place = decidingPlace({ io, sources }, hop.decidedBy);
    const line = place === null ? '' : `${place.file}:${place.range.start.line + 1}`;
    const assumed = hop.assumed ? ' (assumed)' : '';
    return [mark(hop), shortName(hop.at), hop.step, changed ? formatPacket(hop.packet) : '', `${hop.by}${assumed}`, line];
  });
  const lines = table(rows, '  ').map((line, index) => (hops[index]?.allowed === false ? paint(io, 'red', line) : line));
  return [paint(io, 'bold', name), ...lines, ''];
}

function mark({ allowed }: Hop): string {
  return allowed ? '✓' : '✗';
}

function connectionsTable(io: Io, connections: readonly Connection[]): readonly string[] {
  if (connections.length === 0) return [];
  const rows = connections.map(({ at, internal, translated, public: shown, external, idleTimeoutSeconds }) => [
    shortName(at),
    [internal, translated, shown, external].filter((socket) => socket !== undefined).join(' ↔ '),
    idleTimeoutSeconds === undefined ? '' : `expires after ${durationText(idleTimeoutSeconds)} idle`,
  ]);
  return [paint(io, 'bold', 'connections'), ...table(rows, '  '), ''];
}

function blockersTable(naming: Naming, blockers: readonly Blocker[]): readonly string[] {
  if (blockers.length === 0) return [];
  const lines = blockers.flatMap(({ direction, at, code, by, reason, decidedBy }) => {
    const place = decidingPlace(naming, decidedBy);
    const where = place === null ? '' : `, ${place.file}:${place.range.start.line + 1}`;
    return [`  ${direction} at ${shortName(at)}: ${code}, by ${by}${where}`, `    ${visible(reason)}`];
  });
  return [paint(naming.io, 'bold', 'blockers'), ...lines, ''];
}

const STYLES: Readonly<Record<Trace['verdict'], Style>> = { delivered: 'green', dropped: 'red', unknown: 'yellow' };

/** Only at the end of the output: next connections have no verdict line. */
function verdictLine(io: Io, trace: Trace, number: string): readonly string[] {
  if (number !== '') return [];
  return [pathOf(trace).map(shortName).join(' → '), paint(io, STYLES[trace.verdict], visible(verdictText(trace)))];
}
