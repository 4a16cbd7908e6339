// Senders with the same rows → one entry for all of them. Members of such a group often talk to one another just as they do to others.
import type { EntityId } from '#language/network/id.ts';

/** What one sender can do: for each kind of traffic and way, to whom. */
export interface Sender {
  readonly id: EntityId;
  readonly rows: readonly Row[];
}

/** One kind of traffic that takes one path, and the resources that receive it. */
export interface Row {
  readonly traffic: string;
  /** What stands behind the receivers. */
  readonly way: string;
  readonly receivers: readonly EntityId[];
}

/** Several senders told as one. Where they reach each other, all of them are among the receivers. */
export interface SenderClass {
  readonly senders: readonly EntityId[];
  readonly rows: readonly Row[];
}

/** In the order of the first of each group. */
export function senderClasses(all: readonly Sender[]): readonly SenderClass[] {
  const candidates = candidatesAmong(all);
  const counts = new Map<string, number>();
  for (const { key } of candidates.flatMap(({ tellings }) => tellings)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const groups = new Map<string, { own: number | undefined; members: Sender[] }>();
  for (const { sender, tellings } of candidates) {
    const best = tellings.reduce((a, b) => ((counts.get(b.key) ?? 0) > (counts.get(a.key) ?? 0) ? b : a));
    const group = groups.get(best.key) ?? { own: best.own, members: [] };
    groups.set(best.key, group);
    group.members.push(sender);
  }
  return [...groups.values()].map(({ own, members }) => {
    const ids = members.map(({ id }) => id);
    const rows = members[0]?.rows ?? [];
    if (own === undefined || members.length === 1) return { senders: ids, rows };
    const withOwn = (row: Row): Row => ({ ...row, receivers: [...new Set([...row.receivers, ...ids])] });
    return { senders: ids, rows: rows.map((row, index) => (index === own ? withOwn(row) : row)) };
  });
}

/** All that a sender does, as one text: as it is, or as it were if the sender itself were among the receivers of row `own`. */
interface Telling {
  readonly key: string;
  readonly own: number | undefined;
}

function candidatesAmong(
  all: readonly Sender[],
): readonly { readonly sender: Sender; readonly tellings: readonly [Telling, ...Telling[]] }[] {
  const numbers = new Map<EntityId, number>();
  const numberOf = (id: EntityId): number => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
  const does = new Map(all.map(({ id, rows }) => [id, new Map(rows.map((row) => [nameOf(row), new Set(row.receivers)]))]));
  const rowText = (row: Row, more: readonly EntityId[]): string =>
    `${nameOf(row)}|${[...row.receivers, ...more].map(numberOf).sort((a, b) => a - b)}`;
  return all.map((sender) => {
    const { id, rows } = sender;
    const plain = rows.map((row) => rowText(row, []));
    // Only where somebody among the receivers does the same to this sender can the two be told as one.
    const mutual = rows.flatMap((row, index) =>
      row.receivers.some((other) => does.get(other)?.get(nameOf(row))?.has(id)) ? [index] : [],
    );
    const tellings = mutual.map((own) => ({
      own,
      key: rows
        .map((row, index) => (index === own ? rowText(row, [id]) : plain[index]))
        .toSorted()
        .join('\n'),
    }));
    return { sender, tellings: [{ own: undefined, key: plain.toSorted().join('\n') }, ...tellings] };
  });
}

function nameOf({ traffic, way }: Row): string {
  return `${traffic}|${way}`;
}
