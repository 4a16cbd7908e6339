// The text format of `trace`: tables of the forward and return path, connection entries, and blockers.
import { shortName } from '#language/network/id.ts';
import { formatPacket } from '#language/network/traffic.ts';
import { choicesText, type FailingCase, failingCases, shareText } from '#language/trace/failing.ts';
import { durationText, failingText, pathOf, verdictText } from '#language/trace/headline.ts';
import type { Blocker, Connection, Hop, Trace } from '#language/trace/result.ts';
import { type Io, paint, type Style } from '#server/cli/shared/io.ts';
import { visible } from '#server/cli/shared/printed.ts';
import { table } from '#server/cli/shared/table.ts';
import { decidingPlace, type Naming } from './json.ts';

/** Next connections, behind a load balancer or an API gateway, follow under their own headings. */
export function traceText(naming: Naming, trace: Trace): string {
  return `${sections(naming, trace, '').join('\n')}\n`;
}

function sections(naming: Naming, trace: Trace, number: string): readonly string[] {
  const { io } = naming;
  const isIntermittent = trace.verdict === 'intermittent';
  return [
    heading(io, trace, number),
    '',
    ...tables(naming, trace),
    // Of an intermittent trace the cases below have them.
    ...(isIntermittent && number === '' ? [] : blockersTable(naming, trace.blockers)),
    ...nextToShow(trace).flatMap((next, index) => sections(naming, next, `${number}${index + 1}.`)),
    ...(isIntermittent && number === '' ? failingCases(trace).flatMap((one) => caseSection(naming, one)) : []),
    ...verdictLine(io, trace, number),
  ];
}

function tables(naming: Naming, trace: Trace): readonly string[] {
  return [
    ...hopsTable(naming, 'forward', trace.forward),
    ...hopsTable(naming, 'return', trace.return),
    ...connectionsTable(naming.io, trace.connections),
  ];
}

/** All next connections; of an intermittent trace one that works, since those that fail follow as cases. */
function nextToShow({ verdict, nextConnections }: Trace): readonly Trace[] {
  if (verdict !== 'intermittent') return nextConnections;
  return nextConnections.filter((next) => next.verdict === 'delivered').slice(0, 1);
}

/** Filters deny some source ports; a load balancer has no target for some requests. */
function withoutChoice({ blockers }: Trace): string {
  return blockers.some(({ intermittent }) => intermittent) ? 'with some source ports' : 'for some requests';
}

/** What happens in a case that fails. */
function caseSection(naming: Naming, failing: FailingCase): readonly string[] {
  const { choices, share, trace } = failing;
  const percent = shareText(share);
  const when = choices.length === 0 ? withoutChoice(trace) : choicesText(choices);
  const title = `${when}${percent === '' ? '' : ` (${percent})`}: ${trace.verdict === 'intermittent' ? 'dropped' : trace.verdict}`;
  return [
    paint(naming.io, 'bold', title),
    '',
    ...hopsTable(naming, 'forward', trace.forward),
    ...hopsTable(naming, 'return', trace.return),
    ...blockersTable(naming, trace.blockers),
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
    const line = place === null ? '' : `${visible(place.file)}:${place.range.start.line + 1}`;
    const assumed = hop.assumed ? ' (assumed)' : '';
    return [
      mark(hop),
      shortName(hop.at),
      hop.step,
      changed ? formatPacket(hop.packet) : '',
      `${visible(hop.by)}${assumed}`,
      line,
    ];
  });
  const lines = table(rows, '  ').map((line, index) => (hops[index]?.allowed === false ? paint(io, 'red', line) : line));
  return [paint(io, 'bold', name), ...lines, ''];
}

function mark({ allowed, doubtful }: Hop): string {
  return doubtful ? '?' : allowed ? '✓' : '✗';
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
    const where = place === null ? '' : `, ${visible(place.file)}:${place.range.start.line + 1}`;
    return [`  ${direction} at ${shortName(at)}: ${code}, by ${visible(by)}${where}`, `    ${visible(reason)}`];
  });
  return [paint(naming.io, 'bold', 'blockers'), ...lines, ''];
}

const STYLES: Readonly<Record<Trace['verdict'], Style>> = {
  delivered: 'green',
  intermittent: 'yellow',
  dropped: 'red',
  unknown: 'yellow',
};

/** Only at the end of the output: next connections have no verdict line. Every case that fails has its own. */
function verdictLine(io: Io, trace: Trace, number: string): readonly string[] {
  if (number !== '') return [];
  const path = pathOf(trace).map(shortName).join(' → ');
  const cases = trace.verdict === 'intermittent' ? failingCases(trace) : [];
  const lines = cases.length < 2 ? [verdictText(trace)] : ['intermittent:', ...cases.map((one) => `  ${failingText(one)}`)];
  return [path, ...lines.map((line) => paint(io, STYLES[trace.verdict], visible(line)))];
}
