// Many lines of who talks to whom → blocks of text, sender by sender; those that do the same are told in one breath.
import type { EntityId } from '#language/network/id.ts';
import { type Sender, type SenderRow, senderClasses } from '#language/trace/reach/sender-classes.ts';
import { type Io, paint } from './io.ts';
import type { Naming } from './names.ts';
import { wrapped } from './wrapped.ts';

/** One sender, one receiver: what is sent, and what stands behind the receiver. */
export interface Line {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly traffic: string;
  readonly way: string;
}

/** One kind of traffic that takes one path. */
interface Row extends SenderRow {
  readonly traffic: string;
  /** What stands behind the receivers. */
  readonly way: string;
}

/** One text of several lines for each group of senders. */
export function* sendersText(io: Io, naming: Naming, lines: Iterable<Line>): Iterable<string> {
  for (const { senders, rows } of senderClasses(sendersIn(lines))) yield blockOf(io, naming, new Set(senders), rows);
}

function sendersIn(lines: Iterable<Line>): readonly Sender<Row>[] {
  const senders = new Map<EntityId, Map<string, { key: string; traffic: string; way: string; receivers: Set<EntityId> }>>();
  for (const { from, to, traffic, way } of lines) {
    const rows = senders.get(from) ?? new Map();
    senders.set(from, rows);
    const key = `${traffic}|${way}`;
    const row = rows.get(key) ?? { key, traffic, way, receivers: new Set() };
    rows.set(key, row);
    row.receivers.add(to);
  }
  return [...senders].map(([id, rows]) => ({
    id,
    rows: [...rows.values()].map((row) => ({ ...row, receivers: [...row.receivers] })),
  }));
}

const WIDTH = 110;
const WIDEST_TRAFFIC = 40;
const LEAST_NAMES = 50;

function blockOf(io: Io, naming: Naming, senders: ReadonlySet<EntityId>, rows: readonly Row[]): string {
  const column = Math.min(WIDEST_TRAFFIC, Math.max(...rows.map(({ traffic }) => traffic.length)));
  const lines = rows.flatMap(({ traffic, way, receivers }) => {
    const others = receivers.filter((id) => !senders.has(id));
    const names = [...(others.length < receivers.length ? ['each other'] : []), ...others.map(naming)];
    const heading = `  ${traffic.padEnd(column)}  → `;
    return wrapped(heading, `${names.join(', ')}${way}`, Math.max(WIDTH, heading.length + LEAST_NAMES));
  });
  const heading = wrapped('', [...senders].map(naming).join(', '), WIDTH);
  return [...heading.map((line) => paint(io, 'bold', line)), ...lines].join('\n');
}
