// The hover of a trace: the verdict first, then the forward and return path hop by hop. Each hop links to the line that decided.
import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Sources } from '#language/network/source.ts';
import { formatPacket, formatSockets } from '#language/network/traffic.ts';
import { failingCases } from '#language/trace/failing.ts';
import { durationText, failingText, headline, pathOf, verdictText } from '#language/trace/headline.ts';
import type { Connection, Hop, Trace } from '#language/trace/result.ts';
import { adviceOn } from '#language/validation/advice.ts';
import { ADVICE } from '#language/validation/drop-advice.ts';

import { blocks, escaped, linked, list, table } from './markdown.ts';

const MARKS: Readonly<Record<Trace['verdict'], string>> = {
  delivered: '✓',
  intermittent: '~',
  dropped: '✗',
  unknown: '?',
};

/** `✓ worker-1 → nat-a → main → dockerhub: delivered`, in one line. */
export function headlineMarkdown(trace: Trace): string {
  return `${MARKS[trace.verdict]} ${escaped(headline(trace))}`;
}

/** The network of a trace, and where its resources are in the text. */
export interface Traced {
  readonly network: Network;
  readonly sources: Sources;
}

/** Everything about one connection; `picture` goes below the verdict, `fix` below the blockers. */
export function traceMarkdown({ network, sources }: Traced, trace: Trace, picture: string | undefined, fix: string): string {
  const path = pathOf(trace).map(shortName).join(' → ');
  return blocks([
    `**${MARKS[trace.verdict]} ${escaped(verdictText(trace))}**`,
    `${escaped(path)} · ${trace.direction} · \`${formatPacket(trace.packet)}\``,
    picture,
    ...failuresMarkdown(trace),
    ...blockersMarkdown({ network, sources }, trace),
    fix,
    ...pathsMarkdown(sources, trace),
    ...nextMarkdown(sources, trace.nextConnections, ''),
  ]);
}

/** What AWS may choose so that the connection fails. */
function failuresMarkdown(trace: Trace): readonly string[] {
  if (trace.verdict !== 'intermittent') return [];
  const failing = failingCases(trace).filter(({ choices }) => choices.length > 0);
  return failing.length < 2 ? [] : [`It fails in these cases:\n\n${list(failing.map((path) => escaped(failingText(path))))}`];
}

/** The next connections. The first that is not delivered, or else the first, is shown in full, the others in one line each. */
function nextMarkdown(sources: Sources, next: readonly Trace[], outer: string): readonly string[] {
  const shown = next.find(({ verdict }) => verdict !== 'delivered') ?? next[0];
  if (shown === undefined) return [];
  const others = next.filter((one) => one !== shown);
  const number = `${outer}1.`;
  return [
    '---',
    `**${number} then** ${stepLine(shown)}`,
    ...pathsMarkdown(sources, shown),
    ...nextMarkdown(sources, shown.nextConnections, number),
    others.length === 0 ? '' : `or one of these:\n\n${list(others.map(stepLine))}`,
  ];
}

function stepLine(trace: Trace): string {
  const names = escaped(`${shortName(trace.from)} → ${shortName(trace.to)}`);
  return `${names} · \`${formatPacket(trace.packet)}\` · ${MARKS[trace.verdict]} ${escaped(verdictText(trace))}`;
}

function pathsMarkdown(sources: Sources, trace: Trace): readonly string[] {
  return [
    ...hopsMarkdown(sources, 'Forward', trace.forward),
    ...hopsMarkdown(sources, 'Return', trace.return),
    ...connectionsMarkdown(trace.connections),
  ];
}

function hopsMarkdown(sources: Sources, title: string, hops: readonly Hop[]): readonly string[] {
  if (hops.length === 0) return [];
  const rows = hops.map(({ at, step, by, allowed, doubtful, packet, decidedBy, assumed }, index) => {
    const sockets = formatSockets(packet);
    const before = hops[index - 1];
    const isNew = before === undefined || formatSockets(before.packet) !== sockets;
    const decided = linked(by, decidedBy && sources.locate(decidedBy));
    const decider = assumed ? `${decided} *(assumed)*` : decided;
    return [doubtful ? '?' : allowed ? '✓' : '✗', escaped(shortName(at)), step, decider, isNew ? sockets : ''];
  });
  return [table(['', title, 'step', 'decided by', 'packet'], rows)];
}

function connectionsMarkdown(connections: readonly Connection[]): readonly string[] {
  if (connections.length === 0) return [];
  const rows = connections.map(({ at, internal, translated, public: shown, external, idleTimeoutSeconds }) => [
    escaped(shortName(at)),
    [internal, translated, shown, external].flatMap((socket) => (socket === undefined ? [] : `\`${socket}\``)).join(' ↔ '),
    idleTimeoutSeconds === undefined ? '' : `${durationText(idleTimeoutSeconds)} idle`,
  ]);
  return [table(['Connection table of', 'connection', 'expires after'], rows)];
}

function blockersMarkdown({ network, sources }: Traced, trace: Trace): readonly string[] {
  if (trace.blockers.length === 0) return [];
  const items = trace.blockers.map((blocker) => {
    const { direction, at, code, by, reason, decidedBy } = blocker;
    const advice = adviceOn(network, trace, blocker);
    const where = `${direction === 'return' ? 'on the return path, ' : ''}at ${escaped(shortName(at))}`;
    return `**${where}**: ${escaped(reason)} ${linked(by, decidedBy && sources.locate(decidedBy))}  \n  → ${advice === undefined ? ADVICE[code] : escaped(advice.text)}`;
  });
  return [list(items)];
}
