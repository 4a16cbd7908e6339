// Prints connectivity grouped by sender. Senders with the same connectivity share one block.
import type { EntityId } from '#language/network/id.ts';
import { type Sender, type SenderRow, senderClasses } from '#language/trace/reach/sender-classes.ts';
import { type Io, paint } from './io.ts';
import type { Naming } from './names.ts';
import { wrapped } from './wrapped.ts';

/** The traffic from one sender to one receiver, and the text after the receiver. */
export interface Line {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly traffic: string;
  readonly path: string;
}

/** One kind of traffic that takes one path. */
interface Row extends SenderRow {
  readonly traffic: string;
  /** The text after the receivers. */
  readonly path: string;
}

/** One block of lines for each class of senders. `others`: senders that are like the one of the lines. */
export function* sendersText(
  io: Io,
  naming: Naming,
  lines: Iterable<Line>,
  others: ReadonlyMap<EntityId, readonly EntityId[]> = new Map(),
): Iterable<string> {
  for (const { senders, rows } of senderClasses(sendersIn(lines, others))) yield blockOf(io, naming, new Set(senders), rows);
}

function sendersIn(lines: Iterable<Line>, others: ReadonlyMap<EntityId, readonly EntityId[]>): readonly Sender<Row>[] {
  const senders = new Map<EntityId, Map<string, { key: string; traffic: string; path: string; receivers: Set<EntityId> }>>();
  for (const { from, to, traffic, path } of lines) {
    const rows = senders.get(from) ?? new Map();
    senders.set(from, rows);
    const key = `${traffic}|${path}`;
    const row = rows.get(key) ?? { key, traffic, path, receivers: new Set() };
    rows.set(key, row);
    row.receivers.add(to);
  }
  return [...senders].map(([id, rows]) => ({
    id,
    others: others.get(id) ?? [],
    rows: [...rows.values()].map((row) => ({ ...row, receivers: [...row.receivers] })),
  }));
}

const WIDTH = 110;
const MAX_WIDTH_OF_TRAFFIC = 40;
const MIN_WIDTH_OF_NAMES = 50;

function blockOf(io: Io, naming: Naming, senders: ReadonlySet<EntityId>, rows: readonly Row[]): string {
  const column = Math.min(MAX_WIDTH_OF_TRAFFIC, Math.max(...rows.map(({ traffic }) => traffic.length)));
  const lines = rows.flatMap(({ traffic, path, receivers }) => {
    const others = receivers.filter((id) => !senders.has(id));
    const names = [...(others.length < receivers.length ? ['each other'] : []), ...others.map(naming)];
    const heading = `  ${traffic.padEnd(column)}  → `;
    return wrapped(heading, `${names.join(', ')}${path}`, Math.max(WIDTH, heading.length + MIN_WIDTH_OF_NAMES));
  });
  const heading = wrapped('', [...senders].map(naming).join(', '), WIDTH);
  return [...heading.map((line) => paint(io, 'bold', line)), ...lines].join('\n');
}
