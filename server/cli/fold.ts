// Senders with the same rows → one entry for all of them. Members of such a group often talk to one another just as they do to others.
import type { EntityId } from '#language/network/id.ts';

/** What one sender can do: for each kind of traffic and way, to whom. */
export interface Sender {
  readonly id: EntityId;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly traffic: string;
  /** What stands behind the receivers. */
  readonly way: string;
  readonly receivers: readonly EntityId[];
}

/** Several senders told as one. Where they reach each other, all of them are among the receivers. */
export interface Alike {
  readonly senders: readonly EntityId[];
  readonly rows: readonly Row[];
}

/** In the order of the first of each group. */
export function alikeSenders(all: readonly Sender[]): readonly Alike[] {
  const numbers = new Map<EntityId, number>();
  const numberOf = (id: EntityId): number => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
  const candidates = all.map((sender) => ({ sender, keys: keysOf(sender, numberOf) }));
  const counts = new Map<string, number>();
  for (const key of candidates.flatMap(({ keys }) => keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const groups = new Map<string, { own: number; members: Sender[] }>();
  for (const { sender, keys } of candidates) {
    const best = keys.reduce((a, b) => ((counts.get(b) ?? 0) > (counts.get(a) ?? 0) ? b : a));
    const group = groups.get(best) ?? { own: keys.indexOf(best) - 1, members: [] };
    groups.set(best, group);
    group.members.push(sender);
  }
  return [...groups.values()].map(({ own, members }) => ({
    senders: members.map(({ id }) => id),
    rows: (members[0]?.rows ?? []).map((row, index) =>
      index === own && members.length > 1
        ? { ...row, receivers: [...new Set([...row.receivers, ...members.map(({ id }) => id)])] }
        : row,
    ),
  }));
}

/** What the rows say: as they are, and as they were if the sender itself were among the receivers of one of them. */
function keysOf({ id, rows }: Sender, numberOf: (id: EntityId) => number): readonly string[] {
  const own = numberOf(id);
  const texts = rows.map(({ traffic, way, receivers }) => {
    const text = (numbers: readonly number[]): string => `${traffic}|${way}|${numbers.toSorted((a, b) => a - b).join()}`;
    const numbers = receivers.map(numberOf);
    return { plain: text(numbers), withOwn: text([...numbers, own]) };
  });
  const told = (self: number): string =>
    texts
      .map(({ plain, withOwn }, index) => (index === self ? withOwn : plain))
      .toSorted()
      .join('\n');
  return [told(-1), ...texts.map((_, index) => told(index))];
}
