// Senders with the same connectivity → one class. Members of a class often reach each other in the same way as other resources.
import type { EntityId } from '#language/network/id.ts';
import { exchanged } from './alike-senders.ts';

/** What a sender can reach, and whom. Rows with the same key have the same result. */
export interface SenderRow {
  readonly key: string;
  readonly receivers: readonly EntityId[];
}

/** All rows of one sender, each key once. */
export interface Sender<Row extends SenderRow> {
  readonly id: EntityId;
  /** Senders that are alike: each has the same rows, with itself and this one exchanged. */
  readonly others?: readonly EntityId[];
  readonly rows: readonly Row[];
}

/** Senders with the same rows. Where they reach each other, all of them are among the receivers. */
export interface SenderClass<Row extends SenderRow> {
  readonly senders: readonly EntityId[];
  readonly rows: readonly Row[];
}

/** Every sender in one class, the classes in the order of their first senders. */
export function senderClasses<Row extends SenderRow>(all: readonly Sender<Row>[]): readonly SenderClass<Row>[] {
  const candidates = candidatesAmong(all);
  const counts = new Map<string, number>();
  for (const { sender, readings } of candidates)
    for (const { key } of readings) counts.set(key, (counts.get(key) ?? 0) + idsOf(sender).length);
  const classes = new Map<string, { own: number | undefined; members: Sender<Row>[] }>();
  for (const { sender, readings } of candidates) {
    const best = readings.reduce((a, b) => ((counts.get(b.key) ?? 0) > (counts.get(a.key) ?? 0) ? b : a));
    const found = classes.get(best.key) ?? { own: best.own, members: [] };
    classes.set(best.key, found);
    found.members.push(sender);
  }
  return [...classes.values()].map(({ own, members }) => {
    const ids = members.flatMap(idsOf);
    const rows = members[0]?.rows ?? [];
    if (own === undefined || ids.length === 1) return { senders: ids, rows };
    const withOwn = (row: Row): Row => ({ ...row, receivers: [...new Set([...row.receivers, ...ids])] });
    return { senders: ids, rows: rows.map((row, index) => (index === own ? withOwn(row) : row)) };
  });
}

function idsOf({ id, others = [] }: Sender<SenderRow>): readonly EntityId[] {
  return [id, ...others];
}

/** All rows of a sender as one text: as they are, or as if the sender itself were among the receivers of row `own`. */
interface Reading {
  readonly key: string;
  readonly own: number | undefined;
}

interface Candidate<Row extends SenderRow> {
  readonly sender: Sender<Row>;
  readonly readings: readonly [Reading, ...Reading[]];
}

function candidatesAmong<Row extends SenderRow>(all: readonly Sender<Row>[]): readonly Candidate<Row>[] {
  const numbers = new Map<EntityId, number>();
  const numberOf = (id: EntityId): number => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
  const firstOf = new Map(all.flatMap((sender) => idsOf(sender).map((id) => [id, sender.id] as const)));
  const does = new Map(all.map(({ id, rows }) => [id, new Map(rows.map((row) => [row.key, new Set(row.receivers)]))]));
  /** Whether a sender, or the one that it is like, has the receiver in this row. */
  const reachesBack = (sender: EntityId, key: string, receiver: EntityId): boolean => {
    const first = firstOf.get(sender);
    return (
      first !== undefined &&
      (does
        .get(first)
        ?.get(key)
        ?.has(exchanged(receiver, first, sender)) ??
        false)
    );
  };
  const rowText = (row: Row, more: readonly EntityId[]): string =>
    `${row.key}|${[...row.receivers, ...more].map(numberOf).sort((a, b) => a - b)}`;
  return all.map((sender) => {
    const { id, rows } = sender;
    const plain = rows.map((row) => rowText(row, []));
    // Two senders can share a class only if one of the receivers does the same to this sender.
    const mutual = rows.flatMap((row, index) => (row.receivers.some((other) => reachesBack(other, row.key, id)) ? [index] : []));
    const readings = mutual.map((own) => ({
      own,
      key: rows
        .map((row, index) => (index === own ? rowText(row, [id]) : plain[index]))
        .toSorted()
        .join('\n'),
    }));
    return { sender, readings: [{ own: undefined, key: plain.toSorted().join('\n') }, ...readings] };
  });
}
