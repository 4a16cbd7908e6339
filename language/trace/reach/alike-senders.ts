// Senders that are in the same classes of pairs: the rows of one of them are known from those of another.
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { PairClass, PairEnd } from './pair-class.ts';
import { isTooMany, type Pair, pairsBySender } from './pairs.ts';

/** Senders with the same rows, each with itself and the first one exchanged. */
export interface AlikeSenders {
  readonly first: EntityId;
  readonly others: readonly EntityId[];
  /** The pairs of the first. */
  readonly pairs: () => Iterable<Pair>;
}

/** All senders, in the order of the classes. */
export function alikeSenders(network: Network, classes: readonly PairClass[]): readonly AlikeSenders[] {
  const bySender = pairsBySender(network, classes);
  const memberships = membershipsIn(classes);
  const groups = groupBy(bySender, ([id]) => memberships.get(id) ?? id);
  return [...groups.values()].flatMap(([one, ...others]) =>
    one === undefined ? [] : [{ first: one[0], others: others.map(([id]) => id), pairs: one[1] }],
  );
}

/** Whether the pairs of the first ones are too many rows to make them for one answer. */
export function areTooMany(alike: readonly AlikeSenders[], classes: readonly PairClass[]): boolean {
  const firsts = new Set(alike.map(({ first }) => first));
  return isTooMany(classes, (sender) => firsts.has(sender));
}

/** The id with the two senders exchanged. */
export function exchanged(id: EntityId, first: EntityId, other: EntityId): EntityId {
  if (id === first) return other;
  return id === other ? first : id;
}

/** By the sender: in which classes it is, and how. None for a sender with several addresses, which has rows of its own. */
function membershipsIn(classes: readonly PairClass[]): ReadonlyMap<EntityId, string> {
  const found = new Map<EntityId, string[]>();
  const roles = new Map<EntityId, Set<string>>();
  for (const [index, pairClass] of classes.entries()) {
    const called = new Set(pairClass.tos.map(({ id }) => id));
    for (const from of pairClass.froms) {
      const own = found.get(from.id) ?? [];
      found.set(from.id, own);
      own.push(`${index}${called.has(from.id) ? '=' : ''}${wayText(pairClass, from)}`);
      roles.set(from.id, (roles.get(from.id) ?? new Set()).add(from.role));
    }
  }
  const single = [...found].filter(([id]) => roles.get(id)?.size === 1);
  return new Map(single.map(([id, own]) => [id, own.join(' ')]));
}

/** The path of a sender across the internet, which is not that of its class. */
function wayText({ ways, tos, passages }: PairClass, from: PairEnd): string {
  const to = ways && tos.find(({ id }) => id !== from.id);
  if (ways === undefined || to === undefined) return '';
  const paths = passages.map((_, index) => ways.via(from, to, index).join(','));
  return `(${ways.domains?.get(from.role) ?? ''} ${paths.join(';')})`;
}
